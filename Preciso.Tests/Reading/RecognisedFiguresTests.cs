using Preciso.Documents;
using Preciso.Reading;

namespace Preciso.Tests.Reading;

/// <summary>A recognised figure whose separators cannot be right is never taken for sure.</summary>
public sealed class RecognisedFiguresTests
{
    [Theory]
    [InlineData("금액: 22.450,000원")]
    [InlineData("금액: 22450,000원")]
    [InlineData("금액: 22.450원")]
    [InlineData("Total 1,234,56 and 7,890")]
    [InlineData("Total 12,345,6789")]
    [InlineData("금액: ₩22.450")]
    [InlineData("Summe 1.234,50 Steuer 1,23,4 Netto 1.224.50,1")]
    [InlineData("금액: 2,450, 000원")]
    public void Separators_that_contradict_each_other_are_doubted(string text)
    {
        var page = Recognise(text);

        Assert.InRange(page.Quality, 0, 0.29);
        Assert.Equal("figures_contradict", Assert.Single(page.Attempts).Doubt);
        Assert.Null(Assert.Single(page.Attempts).Reason);
        Assert.Contains(page.Words(), word => word.Confidence <= 0.3);
    }

    [Theory]
    [InlineData("금액: 22,450,000원 단가 1,650.52원 22.4억원")]
    [InlineData("Total 1,234.50 and 0.125 and 12,345")]
    [InlineData("Summe 1.234,50 und 0,125 und 12.345")]
    [InlineData("Total 1,234.50 tax 10,00 net 1,224.50")]
    [InlineData("Summe 1.234,50 Steuer 10.00 Netto 1.224,50")]
    [InlineData("Rp 45.000 dan 1.250.000")]
    [InlineData("₹ 12,34,567.00")]
    [InlineData("On 14.05.2024, 2024.05.14 and May 14,2025 see 1.2.3 and 3,4 or 3,4,5")]
    [InlineData("In 2024, 350 items")]
    [InlineData("Tel 02-123.4567 10.0.0.1 A1,23B")]
    public void Figures_of_every_country_are_not(string text) =>
        Assert.Equal((0.95, null), (Recognise(text).Quality, Assert.Single(Recognise(text).Attempts).Doubt));

    private static PageReading Recognise(string text)
    {
        var words = text.Split(' ').Select((word, i) => new Word(word, new Box(60 * i, 0, (60 * i) + 50, 10), 0.95));
        return PageText.Choose(1, new PageSize(600, 800),
            new PageText(ReadingMethod.Ocr, [new TextBlock([new TextLine([.. words])])], 0.95, text.Length, 1));
    }
}
