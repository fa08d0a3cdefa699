using System.Text;

namespace Preciso.Tests.Reading;

/// <summary>The bytes of a text say how it is encoded; what it says of itself is believed where they agree.</summary>
public sealed class CharsetTests : IAsyncDisposable
{
    private const string Korean = "계약 금액은 5,500만원이다.";

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("utf-8", 949, Korean)]
    [InlineData("iso-8859-1", 949, Korean)]
    [InlineData("euc-kr", 65001, Korean)]
    [InlineData("shift_jis", 65001, "売上高は1,234百万円です。")]
    [InlineData("shift_jis", 932, "売上高は1,234百万円です。")]
    [InlineData("gb2312", 936, "营业收入为1,234万元")]
    [InlineData("windows-1251", 1251, "Выручка 1 234 тыс.")]
    [InlineData("iso-8859-1", 1252, "Größe déjà vu £5")]
    [InlineData("no-such-code", 949, Korean)]
    public async Task The_bytes_win_over_a_name_that_they_contradict(string name, int codePage, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.UTF8;

        var page = Assert.Single(await _world.Read(encoding.GetBytes($"<html><head><meta charset='{name}'></head><p>{text}</html>")));

        Assert.Equal((text, 1), (page.Text(), page.Quality));
    }

    [Theory]
    [InlineData(932, "売上高は1,234百万円です。前期比で増加しました。営業利益は567百万円となりました。")]
    [InlineData(936, "营业收入为1,234万元，同比增长百分之五。净利润为567万元。")]
    [InlineData(1252, "Le chiffre d’affaires s’élève à 1 234,56 €, naïve déjà vu")]
    public async Task Text_that_names_no_encoding_is_read_as_it_looks(int codePage, string text)
    {
        var content = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!.GetBytes(text);

        Assert.Equal(text, Assert.Single(await _world.Read(content, "a.txt")).Text());
    }

    [Fact]
    public async Task A_mark_of_the_byte_order_wins_over_all()
    {
        byte[] html = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes($"<html><meta charset=euc-kr><p>{Korean}</html>")];

        Assert.Equal(Korean, Assert.Single(await _world.Read(html)).Text());
    }

    [Theory]
    [InlineData("매출은 5\uFFFD500만원이다. 계약 금액", "5\uFFFD500만원이다.")]
    [InlineData("°è¾à ±Ý¾×Àº 5,500¸¸¿øÀÌ´Ù.", "°è¾à")]
    [InlineData("ê³„ì•½ ê¸ˆì•¡ 5,500ë§Œ", "5,500ë§Œ")]
    public async Task Text_that_was_ruined_before_is_shown_as_it_is_and_doubted(string text, string word)
    {
        var page = Assert.Single(await _world.Read(Encoding.UTF8.GetBytes(text), "a.txt"));

        Assert.Contains(page.Words(), found => found.Text == word);
        Assert.InRange(page.Quality, 0, 0.29);
        Assert.Equal("characters_lost", Assert.Single(page.Attempts).Doubt);
    }

    [Fact]
    public async Task A_text_that_was_cut_is_still_what_it_was()
    {
        var whole = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Korean + "\n", 30)));

        var page = Assert.Single(await _world.Read([.. whole, 0xED, 0x95], "a.txt"));

        Assert.StartsWith(Korean, page.Text(), StringComparison.Ordinal);
        Assert.Equal("characters_lost", Assert.Single(page.Attempts).Doubt);
    }

    [Theory]
    [InlineData("Hôtel à Besançon, 5 000 €")]
    [InlineData("Größe 12,5 m² – 30 °C")]
    [InlineData("CAFÉ ÉTÉ, ÀÉÍÓÚ")]
    [InlineData("똠방각하 ㄱㄴㄷ")]
    [InlineData("\uE001\uE002\uE003 Icons")]
    public async Task Letters_of_other_languages_are_not_taken_for_ruin(string text) =>
        Assert.Equal(1, Assert.Single(await _world.Read(Encoding.UTF8.GetBytes(text), "a.txt")).Quality);
}
