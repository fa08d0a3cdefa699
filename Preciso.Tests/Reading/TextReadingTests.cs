using System.Text;
using System.Xml.Linq;
using Preciso.Documents;
using Preciso.Reading;

namespace Preciso.Tests.Reading;

public sealed class TextReadingTests : IAsyncDisposable
{
    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(949)]
    [InlineData(65001)]
    [InlineData(1200)]
    [InlineData(1201)]
    public async Task Korean_text_is_read_in_each_usual_encoding(int codePage)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);

        var page = Assert.Single(await _world.Read([.. encoding.GetPreamble(), .. encoding.GetBytes("올해 예산은 7억 원이다.\r\n똠방각하")]));

        Assert.Equal("올해 예산은 7억 원이다.\n똠방각하", page.Text());
        Assert.Equal((595, 842, ReadingMethod.PlainText, 1), (page.Width, page.Height, page.Method, page.Confidence));
    }

    [Fact]
    public async Task An_encoding_that_turns_out_wrong_behind_the_head_is_refused()
    {
        var (file, format) = await _world.Store(Encoding.UTF8.GetBytes("fine so far"), "a.txt");
        await File.WriteAllBytesAsync(
            file.Path, [.. Enumerable.Repeat((byte)'a', 100_000), 0xFF, 0x41], TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<ReadingException>(
            async () => await format.Read(file, TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));

        Assert.Equal((ReadingFault.File, "text_encoding_unknown"), (error.Fault, error.Code));
    }

    [Fact]
    public async Task Long_lines_wrap_between_words_and_longer_words_are_cut()
    {
        var text = string.Concat(Enumerable.Repeat("열두글자가넘는말들이 ", 40)) + new string('x', 500);

        var page = Assert.Single(await ReadText(text));

        Assert.All(page.Words(), word => Assert.InRange(word.Box.X1, 56, 595 - 56 + 0.01));
        Assert.Equal(Enumerable.Repeat("열두글자가넘는말들이", 40), page.Words().Select(word => word.Text).Where(word => word[0] != 'x'));
        Assert.Equal(500, page.Words().Sum(word => word.Text.Count(c => c == 'x')));
    }

    [Fact]
    public async Task Blank_lines_part_blocks_and_a_form_feed_starts_a_page()
    {
        var pages = await ReadText("One\nstill one\n\n\nTwo\fThree");

        Assert.Equal(["One\nstill one\nTwo", "Three"], pages.Select(page => page.Text()));
        Assert.Equal([2, 1], pages.Select(page => page.Blocks.Count));
    }

    [Fact]
    public async Task A_paragraph_that_fits_on_the_next_page_is_not_split()
    {
        var paragraph = string.Concat(Enumerable.Range(1, 20).Select(n => $"line {n}\n")) + "\n";

        var pages = await ReadText(paragraph + paragraph + paragraph);

        Assert.Equal([2, 1], pages.Select(page => page.Blocks.Count));
        Assert.All(pages.SelectMany(page => page.Words()), word => Assert.InRange(word.Box.Y1, 56, 842 - 56));
    }

    [Fact]
    public async Task A_text_is_laid_out_alike_each_time()
    {
        var text = string.Concat(Enumerable.Range(1, 500).Select(n => $"Paragraph {n} 문단\n\n"));

        var boxes = (await ReadText(text)).SelectMany(page => page.Words());

        Assert.Equal(boxes, (await ReadText(text)).SelectMany(page => page.Words()));
    }

    [Fact]
    public async Task One_endless_line_is_read_to_its_end()
    {
        var pages = await ReadText(string.Concat(Enumerable.Repeat("word ", 100_000)));

        Assert.Equal(100_000, pages.Sum(page => page.Words().Count(word => word.Text == "word")));
    }

    [Fact]
    public async Task Too_long_a_text_is_refused()
    {
        await using var small = new ReadingWorld(("MaxPages", 3));

        var error = await small.Refuses(Encoding.UTF8.GetBytes(new string('\n', 10) + string.Concat(Enumerable.Repeat("line\n", 500))));

        Assert.Equal("too_many_pages", error.Code);
    }

    [Fact]
    public async Task A_text_of_blanks_is_one_empty_page_with_a_reason()
    {
        var page = Assert.Single(await ReadText(" \n\t\n "));

        Assert.True(page.IsEmpty);
        Assert.NotNull(Assert.Single(page.Attempts).Reason);
    }

    [Fact]
    public async Task Markdown_is_read_without_its_marks()
    {
        const string text = """
            # 회의록 #

            **결정**: `budget.xlsx`를 [링크](https://example.com/a_b)대로 쓴다.
            > 인용 snake_case_name 은 그대로

            - 첫째
            2. 둘째
            ---
            ```
            # code **stays**
            ```
            """;

        var page = Assert.Single(await ReadText(text, "note.md"));

        Assert.Equal(
            ["회의록", "결정: budget.xlsx를 링크대로 쓴다.", "인용 snake_case_name 은 그대로", "- 첫째", "2. 둘째", "# code **stays**"],
            page.Lines().Select(line => line.Text));
        Assert.True(page.Lines().First().Box.Height > page.Lines().Last().Box.Height);
    }

    [Fact]
    public async Task A_markdown_table_reads_as_rows_with_columns_apart()
    {
        const string text = """
            | 항목 | 2023 | 2024 |
            |:-----|-----:|-----:|
            | 매출 | 1,200 | 1,500 |
            | Operating \| net income | 300 | 420 |
            """;

        var page = Assert.Single(await ReadText(text, "table.MD"));

        var lines = Assert.Single(page.Blocks).Lines;
        Assert.Equal(["항목 2023 2024", "매출 1,200 1,500", "Operating | net income 300 420"], lines.Select(line => line.Text));
        Assert.Single(lines.Select(line => line.Words[^1].Box.X0).Distinct());
        Assert.All(lines, line => Assert.True(line.Words[^1].Box.X0 - line.Words[^2].Box.X1 > 10));
    }

    [Fact]
    public async Task A_page_is_drawn_as_text_that_can_do_no_harm()
    {
        var (content, mediaType) = await _world.Render(Encoding.UTF8.GetBytes("<script>alert('&')</script> \uFFFE 끝"), 1, "a.txt");

        var svg = XElement.Parse(Encoding.UTF8.GetString(content));
        Assert.Equal("image/svg+xml", mediaType);
        Assert.Equal("0 0 595 842", svg.Attribute("viewBox")!.Value);
        Assert.Equal(["rect", "text", "text"], svg.Descendants().Select(element => element.Name.LocalName));
        Assert.Equal(["<script>alert('&')</script>", "끝"], svg.Descendants().Skip(1).Select(element => element.Value));
    }

    private Task<List<PageReading>> ReadText(string text, string name = "a.txt") => _world.Read(Encoding.UTF8.GetBytes(text), name);
}
