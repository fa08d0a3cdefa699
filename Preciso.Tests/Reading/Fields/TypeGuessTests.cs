using Preciso.Documents;
using Preciso.Reading.Fields;
using Preciso.Tests.Reading;

namespace Preciso.Tests.Reading.Fields;

public sealed class TypeGuessTests
{
    [Theory]
    [InlineData("영수증\n한빛마트\n판매일시 2025-03-14\n합계 9,200\n받은금액 10,000\n거스름돈 800", "a.png", "receipt")]
    [InlineData("GREEN LEAF\nReceipt\nSubtotal 11.50\nTotal 12.50\nCash 20.00\nChange 7.50\nThank you", "a.png", "receipt")]
    [InlineData("전자세금계산서\n공급자 공급받는자\n등록번호 등록번호\n공급가액 세액\n작성일자 2025-03-14", "a.pdf", "tax_invoice")]
    [InlineData("용역 계약서\n한빛정밀(이하 갑이라 한다)과 누리(이하 을이라 한다)는\n제1조 계약기간\n계약금액", "a.pdf", "contract")]
    [InlineData(
        "Service Agreement\nThis agreement is made between the parties.\nWhereas the effective date\nGoverning law", "a.pdf", "contract")]
    [InlineData("사업보고서\n재무상태표\n영업이익 당기순이익", "a.pdf", "report")]
    [InlineData("재직증명서\n성명 홍길동\n발급번호 12\n위와 같이 증명합니다", "a.pdf", "certificate")]
    [InlineData("점심 메뉴\n비빔밥과 국수", "menu.txt", "other")]
    public void A_type_is_told_by_its_words(string text, string filename, string expected)
    {
        var (type, confidence) = TypeGuess.Guess(BuiltInTypes.All, Sheet.Print(text), filename);

        Assert.Equal(expected, type.Key);
        Assert.InRange(confidence, 0.3, 1);
    }

    [Theory]
    [InlineData("onboarding-note.md", "other")]
    [InlineData("hanbit-annual-report-2025.pdf", "report")]
    [InlineData("한빛정밀-2025-3분기-실적보고서.pdf", "report")]
    [InlineData("계약-안내문-스캔.png", "contract")]
    public async Task The_samples_are_told(string name, string expected)
    {
        await using var reading = new ReadingWorld();
        var pages = await reading.Read(ReadingWorld.Sample(name), name);

        var (type, _) = TypeGuess.Guess(BuiltInTypes.All, pages, name);

        Assert.Equal(expected, type.Key);
    }

    [Fact]
    public void More_of_its_words_make_the_guess_surer()
    {
        var little = TypeGuess.Guess(BuiltInTypes.All, Sheet.Print("Receipt\nCash 20.00"), "a.png");
        var much = TypeGuess.Guess(
            BuiltInTypes.All, Sheet.Print("Receipt\nCashier 3\nSubtotal 11.50\nTotal 12.50\nCash 20.00\nChange 7.50"), "a.png");

        Assert.True(much.Confidence > little.Confidence);
    }

    [Fact]
    public void Common_words_make_no_receipt_of_a_report_of_many_pages_nor_of_a_table()
    {
        const string Release = "Hanbit reports third quarter\nTotal revenue Cash Change Subtotal\nNet income Operating income Shareholders";
        var pages = Enumerable.Repeat(Sheet.Print(Release)[0], 16).Select((page, i) => page with { Page = i + 1 }).ToList();

        Assert.Equal("report", TypeGuess.Guess(BuiltInTypes.All, pages, "release.pdf").Type.Key);
        Assert.Equal("other", TypeGuess.Guess(BuiltInTypes.All, Sheet.Print("Account 2024\nPayables 8,400\nCash 310"), "a.csv").Type.Key);
        Assert.Equal("other", TypeGuess.Guess(BuiltInTypes.All, Sheet.Print("Sales by region\nAsia 8,400\nTotal 8,400"), "a.pdf").Type.Key);
    }

    [Fact]
    public void Where_two_types_fit_alike_the_guess_is_neither_and_unsure()
    {
        var (type, confidence) = TypeGuess.Guess(
            BuiltInTypes.All, Sheet.Print("계약서 사업보고서\n계약금액 계약기간 손해배상\n재무상태표 영업이익 당기순이익"), "a.pdf");

        Assert.Equal("other", type.Key);
        Assert.True(confidence < TypeGuess.Sure);
    }

    [Fact]
    public void A_document_without_words_is_of_no_type()
    {
        var (type, _) = TypeGuess.Guess(BuiltInTypes.All, [], "scan.png");

        Assert.Equal("other", type.Key);
    }

    [Fact]
    public void Every_built_in_type_has_names_in_both_languages_and_rules_about_its_own_fields()
    {
        Assert.All(BuiltInTypes.All, type =>
        {
            var names = type.Fields.Select(field => field.Name).ToHashSet();
            Assert.All(
                type.Fields.Select(field => field.Names).Append(type.Names),
                texts => Assert.True(texts.ContainsKey("ko") && texts.ContainsKey("en")));
            Assert.All(
                type.Rules.SelectMany(rule => (rule.Others ?? []).Append(rule.Field).OfType<string>())
                    .Where(name => !name.StartsWith("lines.", StringComparison.Ordinal)),
                name => Assert.Contains(name, names));
        });
    }
}
