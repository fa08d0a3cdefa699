using System.Text;

namespace Preciso.Tests.Reading;

public sealed class XmlTests : IAsyncDisposable
{
    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Values_are_named_and_records_are_a_table()
    {
        const string xml = """
            <?xml version="1.0" encoding="euc-kr"?>
            <invoice id="A-7"><supplier><name>한빛상사</name><number>456-78-90136</number></supplier>
            <items><item no="1"><name>사과</name><price>1,200</price></item><item no="2"><name>배</name><price>(300)</price><note>할인</note></item></items>
            <total currency="KRW">900</total></invoice>
            """;

        Golden.Matches(await _world.Read(CodePagesEncodingProvider.Instance.GetEncoding(949)!.GetBytes(xml)), "xml");
    }

    [Theory]
    [InlineData("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "xml_dtd")]
    [InlineData("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;'>]><a>&y;</a>", "xml_dtd")]
    [InlineData("<?xml version='1.0'?><a><b></a>", "xml_damaged")]
    [InlineData("<?xml version='1.0'?><a>&undeclared;</a>", "xml_damaged")]
    public async Task What_could_do_harm_or_is_broken_is_refused_with_its_reason(string xml, string code) =>
        Assert.Equal(code, (await _world.Refuses(Encoding.UTF8.GetBytes(xml))).Code);

    [Fact]
    public async Task Endless_nesting_is_refused() => Assert.Equal(
        "structure_too_deep",
        (await _world.Refuses(Encoding.ASCII.GetBytes("<?xml version='1.0'?>" + string.Concat(Enumerable.Repeat("<a>", 100_000))))).Code);
}
