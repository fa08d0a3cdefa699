using System.Text;

namespace Preciso.Tests.Reading;

/// <summary>Numbers of inline XBRL have the value that their page prints, however it prints it.</summary>
public sealed class InlineNumberTests : IAsyncDisposable
{
    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("(980)", "sign='-' format='ixt:num-dot-decimal'", "-980")]
    [InlineData("(980)", "format='ixt:num-dot-decimal'", "-980")]
    [InlineData("△1,204", "sign='-' format='ixt:num-dot-decimal'", "-1204")]
    [InlineData("1,204", "sign='-' format='ixt:num-dot-decimal'", "-1204")]
    [InlineData("1.234,5", "format='ixt:num-comma-decimal'", "1234.5")]
    [InlineData("1 234,5", "format='ixt:numspacecomma'", "1234.5")]
    [InlineData("1'234.5", "format='ixt:num-dot-decimal-apos'", "1234.5")]
    [InlineData("12,34,567", "format='ixt:num-dot-decimal-in'", "1234567")]
    [InlineData("12,345<sup>2</sup>", "format='ixt:num-dot-decimal'", "12345")]
    [InlineData("-", "format='ixt:fixed-zero'", "0")]
    [InlineData("—", "format='ixt:zerodash'", "0")]
    [InlineData("₩ 5", "format='ixt:num-dot-decimal'", "5")]
    [InlineData("n/a", "format='ixt:num-dot-decimal'", null)]
    public async Task A_printed_number_has_its_value(string printed, string attributes, string? value)
    {
        var page = await Page(
            $"<tr><td>Loss</td><td><ix:nonFraction name='x:Loss' contextRef='c' unitRef='u' {attributes}>{printed}</ix:nonFraction></td></tr>");

        Assert.Equal(value, Assert.Single(page.Stated).Value?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_dash_has_the_label_of_its_row()
    {
        var page = await Page("<tr><td>기타수익</td><td><ix:nonFraction name='x:OtherIncome' contextRef='c' unitRef='u' "
            + "format='ixt:fixed-zero'>-</ix:nonFraction></td></tr>");

        Assert.Equal("기타수익 (Other Income)", Assert.Single(page.Stated).Metric);
    }

    [Fact]
    public async Task Hidden_facts_are_no_evidence()
    {
        var page = await Page("<tr><td>Sales</td><td>9<span style='visibility:hidden'><ix:nonFraction name='x:Sales' contextRef='c' "
            + "unitRef='u'>7</ix:nonFraction></span></td></tr>");

        Assert.Empty(page.Stated);
        Assert.DoesNotContain("7", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_goes_on_where_it_says()
    {
        var page = await Page("""
            <tr><td><ix:nonNumeric name='dei:EntityRegistrantName' contextRef='c' continuedAt='n'>Acme<ix:exclude> page 3</ix:exclude></ix:nonNumeric></td>
            <td><ix:continuation id='n'>Holdings</ix:continuation></td></tr>
            <tr><td>Sales</td><td><ix:nonFraction name='x:Sales' contextRef='c' unitRef='u'>7</ix:nonFraction></td></tr>
            """);

        Assert.Equal("Acme Holdings", Assert.Single(page.Stated).Entity);
    }

    private async Task<Preciso.Documents.PageReading> Page(string rows) => Assert.Single(await _world.Read(Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="utf-8"?>
        <html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" xmlns:ixt="http://www.xbrl.org/t"
          xmlns:xbrli="http://www.xbrl.org/2003/instance"><head><title>t</title></head><body>
        <div style="display:none"><ix:header><ix:hidden><ix:nonFraction name="x:Unseen" contextRef="c" unitRef="u">99</ix:nonFraction></ix:hidden>
        <ix:resources><xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="x">1</xbrli:identifier></xbrli:entity><xbrli:period>
        <xbrli:instant>2024-12-31</xbrli:instant></xbrli:period></xbrli:context><xbrli:unit id="u"><xbrli:measure>iso4217:KRW</xbrli:measure>
        </xbrli:unit></ix:resources></ix:header></div><table>{rows}</table></body></html>
        """)));
}
