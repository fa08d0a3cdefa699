using System.IO.Compression;
using System.Text;
using Preciso.Documents;
using Preciso.Reading;
using Preciso.Tests.World;

namespace Preciso.Tests.Reading;

/// <summary>
/// Files that were right once and are broken by a seed, outside and inside of their packages: each is read or refused with a reason, in
/// time, and what is read can be made facts and passages of.
/// </summary>
public sealed class MutatedFilesTests : IAsyncDisposable
{
    /// <summary>What no file may take: the programs that read some are ended earlier.</summary>
    private static readonly TimeSpan Hung = TimeSpan.FromMinutes(2);

    private readonly ReadingWorld _world = new(("TimeoutSeconds", 30));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("a.html", 70)]
    [InlineData("a.xhtml", 62)]
    [InlineData("a.eml", 90)]
    [InlineData("a.csv", 80)]
    [InlineData("a.xlsx", 80)]
    [InlineData("a.docx", 70)]
    [InlineData("a.zip", 20)]
    [InlineData("a.pdf", 25)]
    [InlineData("a.png", 3)]
    public async Task A_broken_file_is_read_or_refused_with_a_reason(string name, int times)
    {
        var whole = Whole(name);
        Assert.NotEmpty(await Read(whole, name)); // or else nothing is proven

        for (var seed = 0; seed < times; seed++)
        {
            var broken = Break(whole, new Random(seed));
            try
            {
                var pages = await Read(broken, name);
                Assert.All(pages, page => Assert.NotEmpty(page.Attempts));
            }
            catch (Exception e) when (e is ReadingException { Code.Length: > 0 } or ProblemException { Code.Length: > 0 })
            {
                // Refused, with its reason.
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{name}, seed {seed}", e);
            }
        }
    }

    private async Task<IReadOnlyList<PageModel>> Read(byte[] content, string name)
    {
        var (file, _) = await _world.Store(content, name);
        return (await _world.Models.Read(file, name, null, Cancel).WaitAsync(Hung, Cancel)).Pages;
    }

    private static byte[] Break(byte[] whole, Random random) =>
        random.Next(2) == 0 && whole is [(byte)'P', (byte)'K', ..] ? BreakWithin(whole, random) : Mutate(whole, random);

    /// <summary>One file of the package, so that the package itself opens.</summary>
    private static byte[] BreakWithin(byte[] whole, Random random)
    {
        using var package = new ZipArchive(new MemoryStream(whole));
        var broken = random.Next(package.Entries.Count);
        return Packages.Zip(package.Entries.Select((entry, i) =>
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            return (entry.FullName, i == broken ? Mutate(content.ToArray(), random) : content.ToArray());
        }).ToList());
    }

    private static byte[] Mutate(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var i = random.Next(1, 8); i > 0 && bytes.Count > 4; i--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 200), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 4:
                    bytes.InsertRange(at, Encoding.ASCII.GetBytes(random.Next(2) == 0 ? "999999999999999999" : "<<<((([[["));
                    break;
                default:
                    random.NextBytes(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes).Slice(at, length));
                    break;
            }
        }
        return [.. bytes];
    }

    private static byte[] Whole(string name) => Path.GetExtension(name) switch
    {
        ".html" => Encoding.UTF8.GetBytes(Html),
        ".xhtml" => Encoding.UTF8.GetBytes(Xhtml),
        ".eml" => Encoding.UTF8.GetBytes(Mail.ReplaceLineEndings("\r\n")),
        ".csv" => Encoding.UTF8.GetBytes("(단위: 백만원)\n구분,2024년,2023년\n매출액,\"5,120\",\"4,890\"\n영업이익,(120),△35\n"),
        ".xlsx" => Packages.Xlsx([("매출", SheetData), ("hidden", SheetData)], "#,##0"),
        ".docx" => DocxTests.Docx("<w:p><w:r><w:t>계약 금액은 5,500만원이다.</w:t></w:r></w:p>"),
        ".zip" => Packages.Zip(("a.csv", "a,b\n1,2\n"), ("b/c.html", Html)),
        ".pdf" => ReadingWorld.Sample("hanbit-annual-report-2025.pdf"),
        _ => ReadingWorld.Sample("영수증-한빛문구.png"),
    };

    private const string Html =
        """
        <!doctype html><html lang="ko"><head><meta charset="utf-8"><style>.x { display: none }</style></head><body><h1>실적</h1>
        <p>매출액은 5,120백만원<sup>1)</sup>이다.</p><table><caption>손익 (단위: 백만원)</caption>
        <tr><th rowspan="2">구분</th><th colspan="2">연결</th></tr><tr><th>2024년</th><th>2023년</th></tr>
        <tr><td>매출액</td><td>5,120</td><td>4,890</td></tr><tr><td>영업손실</td><td>(120)</td><td>△35</td></tr></table></body></html>
        """;

    private const string Xhtml =
        """
        <?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
         xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"><head><title>r</title></head><body>
        <div style="display:none"><ix:header><ix:resources><xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="s">1
        </xbrli:identifier></xbrli:entity><xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period></xbrli:context>
        <xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit></ix:resources></ix:header></div>
        <table><tr><th>Item</th><th>2024</th></tr><tr><td>Cash</td><td><ix:nonFraction name="us-gaap:Cash" contextRef="c" unitRef="u"
         decimals="-3" scale="3">7,310</ix:nonFraction></td></tr></table></body></html>
        """;

    private const string Mail =
        """
        From: park@hanbit.example
        To: lee@hanbit.example
        Subject: =?UTF-8?B?6rKs7KCB?=
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=outer

        --outer
        Content-Type: multipart/alternative; boundary=inner

        --inner
        Content-Type: text/plain; charset=utf-8

        금액은 1,200,000원입니다.
        --inner
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        <table><tr><td>=EA=B0=80</td><td>1,200,000</td></tr></table>
        --inner--
        --outer
        Content-Type: text/csv; name="a.csv"
        Content-Disposition: attachment
        Content-Transfer-Encoding: base64

        YSxiCjEsMgo=
        --outer--
        """;

    private const string SheetData =
        """
        <sheetData><row r="1"><c r="A1" t="str"><v>구분</v></c><c r="B1" t="str"><v>2024년</v></c></row>
        <row r="2"><c r="A2" t="str"><v>매출액</v></c><c r="B2" s="1"><v>73521</v></c></row></sheetData>
        """;
}
