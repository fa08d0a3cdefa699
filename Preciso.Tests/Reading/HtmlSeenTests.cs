using System.Text;

namespace Preciso.Tests.Reading;

/// <summary>What stands on a page and is no part of what it says: marks of notes, and what nobody sees.</summary>
public sealed class HtmlSeenTests : IAsyncDisposable
{
    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("was 12,345<sup>2</sup> million", "was 12,345 million")]
    [InlineData("cost 1,204<span class=fn>(3)</span>.", "cost 1,204.")]
    [InlineData("cost 1,204<span style='font-size:6pt;position:relative;top:-3pt'>4</span>", "cost 1,204")]
    [InlineData("cost 1,204<span style='font-size:6pt;vertical-align:top'>4</span> and", "cost 1,204 and")]
    [InlineData("profit 98<a href='#fn1'>[1]</a>", "profit 98")]
    [InlineData("profit 98<a class=footnote href='n.html'>a</a> of", "profit 98 of")]
    [InlineData("매출액<sup>주1)</sup> 604<sup>†</sup>", "매출액 604")]
    [InlineData("sales<sup>1), 2)</sup>and costs<sup>*</sup>", "sales and costs")]
    [InlineData("12<sub>b</sub> tons", "12 tons")]
    [InlineData("a loan of £5m<sup>2</sup> and $12m<sup>1</sup>", "a loan of £5m and $12m")]
    [InlineData("see note <a href='#n5'>5</a>", "see note 5")]
    [InlineData("<sup>1</sup> Restated", "¹ Restated")]
    [InlineData("restated<sup>unaudited</sup> figures", "restated unaudited figures")]
    public async Task A_raised_mark_is_no_digit_and_no_letter(string html, string text) => Assert.Equal(text, await Text(html));

    [Theory]
    [InlineData("1,250m<sup>2</sup>", "1,250m²")]
    [InlineData("1.5×10<sup>6</sup> t", "1.5×10⁶ t")]
    [InlineData("CO<sub>2</sub> and H<sub>2</sub>O", "CO2 and H2O")]
    [InlineData("the 21<sup>st</sup> floor", "the 21st floor")]
    [InlineData("3<sup>1</sup>/<sub>2</sub> years", "3 1/2 years")]
    public async Task What_is_raised_and_belongs_to_its_word_stays(string html, string text) => Assert.Equal(text, await Text(html));

    [Theory]
    [InlineData("loss <span class=minus>1,204</span> and <b class=brackets>980</b>", "loss −1,204 and (980)")]
    [InlineData("con&shy;tract of 12&#8203;345", "contract of 12345")]
    [InlineData("Size <select><option>1,000<option selected>2,000<option>3,000</select>", "Size\n2,000")]
    public async Task What_shows_only_when_it_has_to_is_not_read(string html, string text) => Assert.Equal(text, await Text(html));

    [Fact]
    public async Task Cells_and_heads_are_without_their_marks()
    {
        const string table =
            "<table><tr><th>Item<sup>a</sup><th>2024<sup>1</sup></tr><tr><td>Sales<sup>2</sup><td>604<sup>3</sup></tr></table>";
        var page = Assert.Single(await _world.Read(Encoding.UTF8.GetBytes($"<html>{table}</html>")));

        Assert.Equal(["Item", "2024", "Sales", "604"], Assert.Single(page.Tables).Cells.Select(cell => cell.Text));
    }

    [Theory]
    [InlineData("<p class=a>x</p>")]
    [InlineData("<div id=b><p>x</p></div>")]
    [InlineData("<section><p data-x=off>x</p></section>")]
    [InlineData("<p class=a style='display:block'>x</p>")]
    [InlineData("<p class=d>x</p>")]
    [InlineData("<p class=e>x</p>")]
    [InlineData("<p class=f>x</p>")]
    [InlineData("<p class=g>x</p>")]
    [InlineData("<p class=h>x</p>")]
    [InlineData("<p class=j>x</p>")]
    [InlineData("<p style='font:0/0 a'>x</p>")]
    [InlineData("<p style='opacity:0'>x</p>")]
    [InlineData("<p style='text-indent:-9999px'>x</p>")]
    [InlineData("<font color='#FFFFFF'>x</font>")]
    [InlineData("<dialog>x</dialog>")]
    [InlineData("<template><p>x</p></template>")]
    [InlineData("<table><tr class=a><td>x</td></tr></table>")]
    [InlineData("<table bgcolor=navy style='background:#003366'><tr><td style='color:#003366'>x</td></tr></table>")]
    public async Task What_a_style_hides_is_not_read(string html) => Assert.Equal("shown", await Text(html + "<p>shown</p>"));

    [Theory]
    [InlineData("<p class=i>x</p>")]
    [InlineData("<p class='l on'>x</p>")]
    [InlineData("<p class=w>x</p>")]
    [InlineData("<div id=b><p style='visibility:visible'>x</p></div>")]
    [InlineData("<div class=c><p style='font-size:12px'>x</p></div>")]
    [InlineData("<div style='background:url(a.png)'><p class=e>x</p></div>")]
    [InlineData("<table bgcolor='#000000'><tr><td><font color=white>x</font></td></tr></table>")]
    [InlineData("<p aria-hidden=true>x</p>")]
    public async Task What_is_seen_after_all_is_read(string html) => Assert.Equal("x", await Text(html));

    [Theory]
    [InlineData("a{", "")]
    [InlineData(".a{width:", "calc(")]
    public async Task A_sheet_made_to_keep_the_parser_busy_is_refused(string start, string again) => Assert.Equal(
        "structure_too_deep",
        (await _world.Refuses(Encoding.ASCII.GetBytes(
            $"<html><style>{start}{string.Concat(Enumerable.Repeat(again.Length == 0 ? start : again, 50_000))}</style></html>"))).Code);

    [Fact]
    public async Task Rules_without_number_over_elements_without_number_are_refused()
    {
        var rules = string.Concat(Enumerable.Range(1, 5000).Select(n => $"p:nth-child({n}){{display:none}}"));

        Assert.Equal("structure_too_large", (await _world.Refuses(Encoding.ASCII.GetBytes(
            $"<html><style>{rules}</style>{string.Concat(Enumerable.Repeat("<p>x</p>", 20_000))}</html>"))).Code);
    }

    private async Task<string> Text(string html)
    {
        const string style = """
            .fn{vertical-align:super;font-size:70%} .a{display:none!important} #b{visibility:hidden} .c{font-size:0} .d{opacity:0}
            .e{color:#fff} .f{position:absolute;left:-9999px} .g{position:absolute;clip:rect(0,0,0,0)} .h{height:0;overflow:hidden}
            @media print{.i{display:none}} @media screen{.j{display:none}} .l{display:none} .l.on{display:block}
            section [data-x=off]{display:none} .w{background:#036;color:white}
            .minus::before{content:"\2212"} .brackets:before{content:"("} .brackets:after{content:")"} .fn::before{content:"x";display:none}
            """;
        return Assert.Single(await _world.Read(Encoding.UTF8.GetBytes(
            $"<!doctype html><html><head><meta charset=utf-8><style>{style}</style></head><body>{html}</body></html>"))).Text();
    }
}
