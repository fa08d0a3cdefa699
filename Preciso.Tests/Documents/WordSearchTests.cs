using Preciso.Documents;
using Preciso.Grains.Documents;

namespace Preciso.Tests.Documents;

public sealed class WordSearchTests
{
    [Theory]
    [InlineData("net income rose", "Income", "income")]
    [InlineData("net income rose", "net  income", "net income")]
    [InlineData("profits in Busan", "sin", null)]
    [InlineData("profits in Busan", "profitsin", null)]
    [InlineData("netincome", "net income", null)]
    [InlineData("영업 이익 증가", "영업이익", "영업 이익")]
    [InlineData("영업이익 증가", "영업 이익", "영업이익")]
    [InlineData("2025년 매출", "2025 년", "2025년")]
    [InlineData("ＡＢＣ 상사", "abc", "ＡＢＣ")]
    [InlineData("매출 4,713억", "4,713", "4,713")]
    [InlineData("매출 4,713억", "4,714", null)]
    [InlineData("a.b c", "A.B", "a.b")]
    public void Finds_words_as_people_write_them(string line, string search, string? found)
    {
        var hit = Find(search, Line(0, line)).SingleOrDefault();

        Assert.Equal(found is null ? null : BoxOf(0, line.IndexOf(found, StringComparison.Ordinal), found.Length), hit?.Boxes.Single());
    }

    [Fact]
    public void A_hit_across_lines_has_a_box_on_each()
    {
        var hit = Assert.Single(Find("영업이익", Line(0, "올해 영업"), Line(1, "이익 증가")));

        Assert.Equal([BoxOf(0, 3, 2), BoxOf(1, 0, 2)], hit.Boxes);
        Assert.Equal("올해 영업 이익 증가", hit.Snippet);
    }

    [Fact]
    public void Hits_do_not_begin_within_one_another()
    {
        Assert.Equal(2, Find("aa", Line(0, "aaaa")).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    [InlineData("\0")]
    public void Nothing_is_not_looked_for(string search) => Assert.Null(WordSearch.For(search));

    [Fact]
    public void Half_a_character_is_looked_for_like_any_other()
    {
        Assert.Single(Find("\uD83D", Line(0, "x\uD83D")));
    }

    private static List<TextHit> Find(string search, params TextLine[] lines) => [.. WordSearch.For(search)!.In(3, [new TextBlock(lines)])];

    /// <summary>Each letter is a point wide and each line ten high.</summary>
    private static TextLine Line(int line, string text)
    {
        var words = new List<Word>();
        var at = 0;
        foreach (var word in text.Split(' '))
        {
            words.Add(new Word(word, BoxOf(line, at, word.Length)));
            at += word.Length + 1;
        }
        return new TextLine(words);
    }

    private static Box BoxOf(int line, int start, int length) => new(start, line * 10, start + length, (line * 10) + 0.5);
}
