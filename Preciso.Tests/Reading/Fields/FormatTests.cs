using Preciso.Documents;

namespace Preciso.Tests.Reading.Fields;

/// <summary>What is printed and what it means, type by type.</summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData("Date: 2024-03-05", "2024-03-05", "2024-03-05")]
    [InlineData("Date: 2024. 3. 5.", "2024. 3. 5.", "2024-03-05")]
    [InlineData("Date: 2024년 3월 5일", "2024년 3월 5일", "2024-03-05")]
    [InlineData("Date: 2024/03/05 14:22", "2024/03/05", "2024-03-05")]
    [InlineData("Date: 20240305", "20240305", "2024-03-05")]
    [InlineData("Date: 24년 3월 5일", "24년 3월 5일", "2024-03-05")]
    [InlineData("Date: 5 March 2024", "5 March 2024", "2024-03-05")]
    [InlineData("Date: 05-Mar-24", "05-Mar-24", "2024-03-05")]
    [InlineData("Date: March 5, 2024", "March 5, 2024", "2024-03-05")]
    [InlineData("Date: 25/03/2018", "25/03/2018", "2018-03-25")]
    [InlineData("Date: 03/25/2018", "03/25/2018", "2018-03-25")]
    [InlineData("Date: 24- 11- 2017", "24-11-2017", "2017-11-24")]
    [InlineData("Date: 05/03/2018", "05/03/2018", null)]
    [InlineData("Date: 24/03/05", "24/03/05", null)]
    [InlineData("Date: 05/05/2018", "05/05/2018", "2018-05-05")]
    [InlineData("Date: 31/02/2018", null, null)]
    [InlineData("Date: 2024-13-05", null, null)]
    public void Dates(string text, string? printed, string? value)
    {
        var field = Sheet.Read(FieldType.Date, "Date", text);

        Assert.Equal((printed, value), (field?.Printed, field?.Value));
    }

    [Theory]
    [InlineData("Date: 05/03/2018\nDue 25/03/2018", "2018-03-05")]
    [InlineData("Date: 05/03/2018\nDue 03/25/2018", "2018-05-03")]
    [InlineData("Date: 05/03/2018\nBOOKSHOP SDN BHD", "2018-03-05")]
    [InlineData("Date: 05/03/2018\nTotal RM 12.00", "2018-03-05")]
    [InlineData("Date: 24/03/05\n서울특별시 중구 을지로 100 한빛상사", "2024-03-05")]
    public void A_date_that_can_be_two_days_is_told_by_the_rest_of_the_document(string text, string value)
    {
        var field = Sheet.Read(FieldType.Date, "Date", text);

        Assert.Equal(value, field?.Value);
    }

    [Fact]
    public void A_date_that_can_be_two_days_is_less_sure()
    {
        var ambiguous = Sheet.Read(FieldType.Date, "Date", "Date: 05/03/2018");
        var clear = Sheet.Read(FieldType.Date, "Date", "Date: 25/03/2018");

        Assert.True(ambiguous!.Confidence < clear!.Confidence);
    }

    [Theory]
    [InlineData("Total: 64.15", "64.15", "64.15")]
    [InlineData("Total: RM 64.15", "64.15", "64.15")]
    [InlineData("Total: RM64.15", "RM64.15", "64.15")]
    [InlineData("Total: RM 64 .15", "64.15", "64.15")]
    [InlineData("Total: 1,234,567원", "1,234,567원", "1234567")]
    [InlineData("Total: ₩ 12,000", "12,000", "12000")]
    [InlineData("Total: 1.234,56", "1.234,56", "1234.56")]
    [InlineData("Total: 22,58", "22,58", "22.58")]
    [InlineData("Total: (300.00)", "(300.00)", "-300.00")]
    [InlineData("Total: (29.68", "29.68", "29.68")]
    [InlineData("Total: RM 12.00 (incl. 0.72 GST)", "12.00", "12.00")]
    [InlineData("Total: -3.51", "-3.51", "-3.51")]
    [InlineData("Total: △1,200", "△1,200", "-1200")]
    [InlineData("Total: 1O.5O", "1O.5O", "10.50")]
    [InlineData("Total: l2.00", "l2.00", "12.00")]
    [InlineData("Total: 1.234", "1.234", null)]
    [InlineData("Total: 6%", null, null)]
    [InlineData("Total: 12:30", null, null)]
    public void Amounts(string text, string? printed, string? value)
    {
        var field = Sheet.Read(FieldType.Amount, "Total", text);

        Assert.Equal((printed, value), (field?.Printed, field?.Value));
    }

    [Theory]
    [InlineData("등록번호: 234-56-78016", "234-56-78016")]
    [InlineData("등록번호 345-67-89027", "345-67-89027")]
    [InlineData("등록번호: 2345678016", "234-56-78016")]
    [InlineData("등록번호: 234-56-78017", null)]
    [InlineData("등록번호: 123-45-67890", null)]
    public void A_business_number_has_a_value_only_if_its_check_digit_is_right(string text, string? value)
    {
        var field = Sheet.Read(FieldType.BusinessNumber, "등록번호", text);

        Assert.NotNull(field);
        Assert.Equal(value, field.Value);
    }

    [Fact]
    public void Of_all_last_digits_of_a_business_number_one_is_right()
    {
        var right = Enumerable.Range(0, 10)
            .Count(digit => Sheet.Read(FieldType.BusinessNumber, "등록번호", $"등록번호: 101-86-4321{digit}")!.Value is not null);

        Assert.Equal(1, right);
    }

    [Theory]
    [InlineData("주민등록번호: 900101-1234567")]
    [InlineData("주민등록번호 900101 - 1234567 홍길동")]
    [InlineData("주민등록번호: 9001011234567")]
    [InlineData("주민등록번호: 900101-*******")]
    public void A_resident_number_is_only_kept_masked(string text)
    {
        var field = Sheet.Read(FieldType.ResidentNumber, "주민등록번호", text);

        Assert.Equal(("900101-*******", "900101-*******"), (field?.Printed, field?.Value));
        Assert.DoesNotContain("234567", field!.Snippet, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resident_number_is_masked_in_other_fields_lines_too()
    {
        var field = Sheet.Read(FieldType.Text, "성명", "성명: 홍길동 (900101-1234567)");

        Assert.DoesNotContain("1234567", field!.Snippet + field.Printed + field.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FieldType.Phone, "Tel: 02-1234-5678", "0212345678")]
    [InlineData(FieldType.Phone, "Tel: +82 10-1234-5678", "+821012345678")]
    [InlineData(FieldType.Phone, "Tel: (02) 345-6789", "023456789")]
    [InlineData(FieldType.Email, "Mail: Kim.Minsu@Example.CO.KR", "kim.minsu@example.co.kr")]
    [InlineData(FieldType.Account, "Account: 110-234-567890", "110-234-567890")]
    public void Contacts(FieldType type, string text, string value)
    {
        var field = Sheet.Read(type, text[..text.IndexOf(':', StringComparison.Ordinal)], text);

        Assert.Equal(value, field?.Value);
    }

    [Fact]
    public void A_pattern_takes_its_first_group()
    {
        var field = Sheet.Read(FieldType.Text, "Invoice", "Invoice no. A-2291 of today", "no\\. ([A-Z]-[0-9]+)");

        Assert.Equal("A-2291", field?.Printed);
    }
}
