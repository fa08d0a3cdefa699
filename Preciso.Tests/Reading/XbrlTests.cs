using System.Text;
using Preciso.Documents;

namespace Preciso.Tests.Reading;

public sealed class XbrlTests : IAsyncDisposable
{
    private const string Contexts = """
        <xbrli:context id="FY"><xbrli:entity><xbrli:identifier scheme="x">0001</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:startDate>2018-01-01</xbrli:startDate><xbrli:endDate>2018-12-31</xbrli:endDate></xbrli:period></xbrli:context>
        <xbrli:context id="Q3"><xbrli:entity><xbrli:identifier scheme="x">0001</xbrli:identifier><xbrli:segment><xbrldi:explicitMember dimension="us-gaap:ProductOrServiceAxis">x:CloudServicesMember</xbrldi:explicitMember></xbrli:segment></xbrli:entity><xbrli:period><xbrli:startDate>2018-07-01</xbrli:startDate><xbrli:endDate>2018-09-30</xbrli:endDate></xbrli:period></xbrli:context>
        <xbrli:context id="End"><xbrli:entity><xbrli:identifier scheme="x">0001</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:instant>2018-12-31</xbrli:instant></xbrli:period></xbrli:context>
        <xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit><xbrli:unit id="pure"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>
        <xbrli:unit id="eps"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator></xbrli:divide></xbrli:unit>
        """;

    private const string Namespaces =
        "xmlns:xbrli=\"http://www.xbrl.org/2003/instance\" xmlns:xbrldi=\"http://xbrl.org/2006/xbrldi\" "
        + "xmlns:us-gaap=\"http://fasb.org/us-gaap/2018\"";

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Inline_facts_have_value_scale_sign_period_and_the_box_of_what_is_printed()
    {
        const string xhtml = $"""
            <?xml version="1.0" encoding="utf-8"?>
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" {Namespaces}>
            <head><title>10-K</title></head><body><div style="display:none"><ix:header><ix:hidden/><ix:resources>{Contexts}</ix:resources></ix:header></div>
            <p><ix:nonNumeric name="dei:EntityRegistrantName" contextRef="FY">Acme Corp</ix:nonNumeric> earned $<ix:nonFraction name="us-gaap:EarningsPerShareBasic" contextRef="FY" unitRef="eps" decimals="2" format="ixt:num-dot-decimal">1.25</ix:nonFraction> a share.</p>
            <table><tr><td></td><td>2018</td><td>Q3</td></tr>
            <tr><td>Net sales</td><td>$<ix:nonFraction name="us-gaap:Revenues" contextRef="FY" unitRef="usd" scale="6" decimals="-6" format="ixt:num-dot-decimal"><ix:nonFraction name="us-gaap:SalesRevenueNet" contextRef="FY" unitRef="usd" scale="6" decimals="-6" format="ixt:num-dot-decimal">1,234</ix:nonFraction></ix:nonFraction></td>
              <td><ix:nonFraction name="us-gaap:Revenues" contextRef="Q3" unitRef="usd" scale="6" decimals="-6" format="ixt:num-comma-decimal">300,5</ix:nonFraction></td></tr>
            <tr><td>Net loss</td><td>(<ix:nonFraction name="us-gaap:ProfitLoss" contextRef="FY" unitRef="usd" scale="6" decimals="-6" sign="-" format="ixt:num-dot-decimal">56</ix:nonFraction>)</td><td><ix:nonFraction name="us-gaap:ProfitLoss" contextRef="Q3" unitRef="usd" scale="6" decimals="-6" format="ixt:fixed-zero">—</ix:nonFraction></td></tr>
            <tr><td>Tax rate</td><td><ix:nonFraction name="us-gaap:EffectiveIncomeTaxRate" contextRef="FY" unitRef="pure" scale="-2" decimals="3">21.5</ix:nonFraction>%</td><td><ix:nonFraction name="us-gaap:Nothing" contextRef="Q3" unitRef="usd" xsi:nil="true"/></td></tr>
            <tr><td>Cash</td><td><ix:nonFraction name="us-gaap:CashAndCashEquivalents" contextRef="End" unitRef="usd" scale="3" decimals="-3" format="ixt:num-dot-decimal">9,876</ix:nonFraction></td><td/></tr></table></body></html>
            """;

        var pages = await _world.Read(Encoding.UTF8.GetBytes(xhtml));

        Golden.Matches(pages, "inline-xbrl");
        var page = Assert.Single(pages);
        Assert.All(page.Stated,
            fact => Assert.Contains(fact.Printed, page.Words().Single(word => word.Box == fact.Box).Text, StringComparison.Ordinal));
        Assert.Equal(-56_000_000m, page.Stated.Single(fact => fact is { Printed: "56" }).Amount);
    }

    [Fact]
    public async Task An_instance_states_its_facts_and_lays_them_out()
    {
        const string xml = $"""
            <?xml version="1.0"?><xbrli:xbrl {Namespaces}>{Contexts}
            <us-gaap:Revenues contextRef="FY" unitRef="usd" decimals="-6">1234000000</us-gaap:Revenues><us-gaap:Revenues contextRef="Q3" unitRef="usd" decimals="-6">-300</us-gaap:Revenues>
            <us-gaap:Policy contextRef="FY">&lt;p&gt;Straight-line&lt;/p&gt;</us-gaap:Policy></xbrli:xbrl>
            """;

        var pages = await _world.Read(Encoding.UTF8.GetBytes(xml));

        Golden.Matches(pages, "xbrl-instance");
        Assert.Equal((FactSource.Xbrl, ReadingMethod.Structure),
            Assert.Single(pages[0].Stated.Select(fact => (fact.Source, fact.Method)).Distinct()));
    }
}
