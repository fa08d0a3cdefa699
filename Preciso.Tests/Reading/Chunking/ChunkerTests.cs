using Preciso.Documents;
using Preciso.Reading.Chunking;

namespace Preciso.Tests.Reading.Chunking;

public sealed class ChunkerTests
{
    private const double LineHeight = 14;

    [Fact]
    public void A_short_page_is_one_passage_with_every_line_and_its_box()
    {
        var passages = new Chunker().Cut(Page("Core time is from ten to four.", "The rest is yours."));

        var passage = Assert.Single(passages);
        Assert.Equal("Core time is from ten to four.\nThe rest is yours.", passage.Text);
        Assert.Equal([50, 50 + LineHeight], passage.Lines.Select(line => line.Box.Y0));
    }

    [Fact]
    public void A_long_page_is_cut_into_passages_that_lose_and_repeat_nothing_though_its_lines_are_alike_but_for_numbers()
    {
        var lines = Enumerable.Range(0, 40).Select(i => $"Line {i} says that pump {i} was mounted and tested in hall {i}.").ToArray();

        var passages = new Chunker().Cut(Page(lines));

        Assert.Equal(lines, passages.SelectMany(passage => passage.Lines).Select(line => line.Text));
    }

    [Fact]
    public void A_foot_that_counts_the_pages_is_no_text_from_the_third_page_on_and_a_last_line_with_other_numbers_is()
    {
        var chunker = new Chunker();

        var texts = Enumerable.Range(1, 5).Select(n =>
        {
            var page = Page($"In year {n * 7} the plant made {n * 31} pumps.", $"Made in hall {n * 13}.", $"Hanbit report, sheet {n}");
            return string.Join(' ', chunker.Cut(page with { Page = n }).Select(passage => passage.Text));
        }).ToList();

        Assert.Equal([true, true, false, false, false], texts.Select(text => text.Contains("Hanbit report", StringComparison.Ordinal)));
        Assert.All(texts, text => Assert.Contains("Made in hall", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Cells_on_one_baseline_are_one_row_from_left_to_right()
    {
        var page = Page(Line("23,680", 300, 50), Line("Operating profit", 50, 50), Line("18,460", 400, 50));

        var passage = Assert.Single(new Chunker().Cut(page));

        Assert.Equal("Operating profit 23,680 18,460", passage.Text);
    }

    [Theory]
    [InlineData("CONSOLIDATED BALANCE SHEET")]
    [InlineData("제2조 계약 기간")]
    public void A_passage_stands_under_its_title_on_the_next_page_too(string title)
    {
        var chunker = new Chunker();
        chunker.Cut(Page(title, "Assets are shown at cost, and no asset is shown twice here."));

        var next = chunker.Cut(Page("Liabilities are shown at what has to be paid, and when."));

        Assert.Contains(title, next[0].Heading);
    }

    [Fact]
    public void Ordinals_go_on_from_page_to_page()
    {
        var chunker = new Chunker();
        var first = chunker.Cut(Page("The first page says little."));

        var second = chunker.Cut(Page("The second page says no more."));

        Assert.Equal(first[^1].Ordinal + 1, second[0].Ordinal);
    }

    [Fact]
    public void A_word_longer_than_a_passage_is_cut()
    {
        var passages = new Chunker().Cut(Page(new string('가', (2 * Chunker.MaxLength) + 10)));

        Assert.All(passages, passage => Assert.InRange(passage.Text.Length, 1, Chunker.MaxLength));
        Assert.Equal((2 * Chunker.MaxLength) + 10, passages.Sum(passage => passage.Text.Count(c => c == '가')));
    }

    [Fact]
    public void An_excerpt_ends_between_words_and_says_so()
    {
        var excerpt = Excerpt.Cut("알루미늄 가격이 변동하면 분기마다 협의합니다", 12);

        Assert.Equal("알루미늄 가격이 …", excerpt);
    }

    [Theory]
    [InlineData("Years ended December 31, 2025 2024", true)]
    [InlineData("구분 2025년 3분기 2024년 3분기", true)]
    [InlineData("Revenue 184,620 166,340", false)]
    [InlineData("We were founded in 1994.", false)]
    public void Column_heads_are_told_by_periods_alone(string line, bool isHead)
    {
        Assert.Equal(isHead, Figures.IsColumnHead(line));
    }

    private static PageReading Page(params string[] lines) => Page([.. lines.Select((line, i) => Line(line, 50, 50 + (LineHeight * i)))]);

    private static PageReading Page(params TextLine[] lines) =>
        new(1, 595, 842, ReadingMethod.TextLayer, 1, [.. lines.Select(line => new TextBlock([line]))], []);

    /// <summary>Words of even letters, one after the other.</summary>
    private static TextLine Line(string text, double x, double y)
    {
        var words = new List<Word>();
        foreach (var word in text.Split(' '))
        {
            var width = 5.0 * word.Length;
            words.Add(new Word(word, new Box(x, y, x + width, y + 10)));
            x += width + 3;
        }

        return new TextLine(words);
    }
}
