using Preciso.Documents;
using Preciso.Reading.Fields;

namespace Preciso.Tests.Reading.Fields;

public sealed class FieldReaderTests
{
    private const string KoreanReceipt =
        """
                  [영수증]
        (주)한빛마트 강남점
        사업자등록번호: 234-56-78016
        서울특별시 강남구 테헤란로 123 2층
        TEL: 02-555-1234   대표자: 김한빛
        판매일시: 2025-03-14 18:22
        상품명          수량     단가      금액
        우유 1L           2    2,900     5,800
        식빵              1    3,400     3,400
        과세물품가액                     8,364
        부가세                             836
        합 계                            9,200
        받은금액                        10,000
        거스름돈                           800
        """;

    private const string EnglishReceipt =
        """
             GREEN LEAF BOOKS
                  PTE LTD
        12 Orchard Lane, #02-11
        Singapore 238800
        Tel: 6733 1188
        RECEIPT no. R-20931
        Date: 14 Mar 2025 18:22
        Field notebook        1     8.50
        Pencil                2     3.00
        Subtotal                   11.50
        GST 9%                      1.04
        Rounding                   -0.04
        TOTAL                 S$   12.50
        CASH                  S$   20.00
        CHANGE                S$    7.50
        """;

    private const string TaxInvoice =
        """
                           전자세금계산서             승인번호: 20250314-41000011-a1b2c3d4
        공급자                                   공급받는자
        등록번호  234-56-78016                   등록번호  345-67-89027
        상호  한빛정밀                           상호  누리상사
        작성일자: 2025-03-14      공급가액: 1,500,000      세액: 150,000
        합계금액: 1,650,000
        """;

    [Fact]
    public void A_korean_receipt_is_read()
    {
        var fields = Read("receipt", KoreanReceipt);

        Assert.Equal("(주)한빛마트 강남점", fields["company"].Printed);
        Assert.Equal("234-56-78016", fields["business_number"].Value);
        Assert.Equal("서울특별시 강남구 테헤란로 123 2층", fields["address"].Printed);
        Assert.Equal("2025-03-14", fields["date"].Value);
        Assert.Equal(("9,200", "9200"), (fields["total"].Printed, fields["total"].Value));
        Assert.Equal(("8364", "836"), (fields["subtotal"].Value, fields["tax"].Value));
        Assert.Equal(("10000", "800"), (fields["cash"].Value, fields["change"].Value));
    }

    [Fact]
    public void An_english_receipt_is_read()
    {
        var fields = Read("receipt", EnglishReceipt);

        Assert.Equal("GREEN LEAF BOOKS PTE LTD", fields["company"].Printed);
        Assert.Equal("12 Orchard Lane, #02-11 Singapore 238800", fields["address"].Printed);
        Assert.Equal("2025-03-14", fields["date"].Value);
        Assert.Equal(("12.50", "11.50", "20.00", "7.50"),
            (fields["total"].Printed, fields["subtotal"].Printed, fields["cash"].Printed, fields["change"].Printed));
    }

    [Fact]
    public void Supplier_and_buyer_are_told_by_their_side()
    {
        var fields = Read("tax_invoice", TaxInvoice);

        Assert.Equal(("234-56-78016", "345-67-89027"), (fields["supplier_number"].Value, fields["buyer_number"].Value));
        Assert.Equal(("한빛정밀", "누리상사"), (fields["supplier_name"].Printed, fields["buyer_name"].Printed));
        Assert.Equal(("1500000", "150000", "1650000"), (fields["supply_amount"].Value, fields["tax"].Value, fields["total"].Value));
        Assert.Equal("2025-03-14", fields["issue_date"].Value);
        Assert.Equal("20250314-41000011-a1b2c3d4", fields["approval_number"].Printed);
    }

    [Fact]
    public void A_contract_is_read()
    {
        var fields = Read(
            "contract",
            """
                       설비 유지보수 용역 계약서
            발주자: 한빛정밀 주식회사
            수급인: 누리엔지니어링
            계약금액: 금 12,000,000원
            계약일자: 2025년 1월 15일
            계약기간: 2025년 2월 1일 ~ 2026년 1월 31일
            """);

        Assert.Equal("설비 유지보수 용역 계약서", fields["title"].Printed);
        Assert.Equal(("한빛정밀 주식회사", "누리엔지니어링"), (fields["party_a"].Printed, fields["party_b"].Printed));
        Assert.Equal(("12000000", "2025-01-15"), (fields["amount"].Value, fields["contract_date"].Value));
        Assert.Equal(("2025-02-01", "2026-01-31"), (fields["start_date"].Value, fields["end_date"].Value));
    }

    [Fact]
    public void A_certificate_is_read_and_its_resident_number_masked()
    {
        var fields = Read(
            "certificate",
            """
            발급번호: 2025-00123
                        재 직 증 명 서
            성 명: 홍길동
            주민등록번호: 900101-1234567
            위 사실을 증명함
            발급일: 2025. 3. 14.
            발급기관: 한빛정밀
            """);

        Assert.Equal(("재 직 증 명 서", "홍길동", "2025-00123"), (fields["title"].Printed, fields["name"].Printed, fields["number"].Printed));
        Assert.Equal(("900101-*******", "2025-03-14", "한빛정밀"),
            (fields["resident_number"].Printed, fields["issue_date"].Value, fields["issuer"].Printed));
    }

    [Fact]
    public void A_report_is_read()
    {
        var fields = Read(
            "report",
            """
                     2025년 3분기 실적보고서
            회사명: 한빛정밀
            대상기간: 2025년 3분기
            기준일: 2025-09-30
            제출일: 2025-11-14
            """);

        Assert.Equal(("한빛정밀", "2025년 3분기"), (fields["company"].Printed, fields["period"].Printed));
        Assert.Equal(("2025-09-30", "2025-11-14"), (fields["period_end"].Value, fields["filing_date"].Value));
    }

    [Theory]
    [InlineData("Total incl. GST        12.00\nTotal                  11.00", "12.00")]
    [InlineData("Subtotal 10.00\nTotal 12.00", "12.00")]
    [InlineData("TOTAL\n                      12.00", "12.00")]
    [InlineData("Total items           3\nTotal 12.00", "12.00")]
    [InlineData("Tota1 Amount 12.00", "12.00")]
    [InlineData("Total 12.00\nGST Summary   Amount   Tax\nTotal    11.00    1.00", "12.00")]
    [InlineData("Total 21.00\nTotal 12.00\nCash 20.00\nChange 8.00", "12.00")]
    public void The_total_is_told_from_what_looks_like_one(string text, string total)
    {
        var fields = Read("receipt", text);

        Assert.Equal(total, fields["total"].Printed);
    }

    [Fact]
    public void A_value_carries_its_evidence()
    {
        var field = FieldReader.Read(Sheet.Receipt, Sheet.Print(EnglishReceipt, confidence: 0.8)).Single(field => field.Name == "total");

        Assert.Equal((1, ReadingMethod.Ocr, FieldOrigin.Extracted, 1), (field.Page, field.Method, field.Origin, field.Version));
        Assert.Equal("TOTAL S$ 12.50", field.Snippet);
        Assert.InRange(field.Confidence, 0.4, 0.8);
        Assert.True(field.Box is { Width: > 0, Height: > 0 });
    }

    [Fact]
    public void A_cell_beside_its_label_is_a_value()
    {
        var type = Sheet.TypeOf(new FieldDefinition("holder", Sheet.Names("Holder"), FieldType.Text, ["예금주"]));
        var table = new PageTable(0, new Box(0, 0, 200, 20), 1, 2,
            [new TableCell(0, 0, "예금주", new Box(0, 0, 50, 20)), new TableCell(0, 1, "한빛정밀", new Box(100, 0, 200, 20))], 0.9);
        var pages = Sheet.Print("표").Select(page => page with { Tables = [table] }).ToList();

        var field = Assert.Single(FieldReader.Read(type, pages));

        Assert.Equal(("한빛정밀", new Box(100, 0, 200, 20)), (field.Printed, field.Box));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Total\nTotal:\n:::\n((((")]
    public void Nothing_is_made_up_where_nothing_is_printed(string text)
    {
        var fields = FieldReader.Read(
            Sheet.TypeOf(new FieldDefinition("total", Sheet.Names("Total"), FieldType.Amount, ["Total"])), Sheet.Print(text));

        Assert.Empty(fields);
    }

    [Fact]
    public void A_type_without_fields_finds_none()
    {
        var fields = FieldReader.Read(BuiltInTypes.Other, Sheet.Print(KoreanReceipt));

        Assert.Empty(fields);
    }

    private static Dictionary<string, DocumentField> Read(string type, string text) =>
        FieldReader.Read(Sheet.BuiltIn(type), Sheet.Print(text)).ToDictionary(field => field.Name);
}
