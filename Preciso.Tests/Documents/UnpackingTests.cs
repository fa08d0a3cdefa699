using System.Text;
using Preciso.Documents;
using Preciso.Tests.Reading;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents;

/// <summary>Files that hold files: what is in them becomes documents of the same owner, and nothing is left out silently.</summary>
public sealed class UnpackingTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly byte[] Workbook = Packages.Xlsx(
    [
        ("매출", """
            <sheetData>
            <row r="1"><c r="A1" t="str"><v>구분</v></c><c r="B1" t="str"><v>2024년</v></c></row>
            <row r="2"><c r="A2" t="str"><v>수출 매출액</v></c><c r="B2" s="1"><v>73521</v></c></row>
            <row r="3"><c r="A3" t="str"><v>내수 매출액</v></c><c r="B3" s="1"><v>41280</v></c></row>
            </sheetData>
            """),
    ], "#,##0");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_files_of_an_archive_become_documents_that_answers_cite()
    {
        var owner = await silo.NewTenant();
        var zip = Packages.Zip(
            ("자료/매출.xlsx", Workbook), ("메모.txt", Encoding.UTF8.GetBytes("정기 점검은 매달 둘째 화요일이다.")), ("program.exe", [0x4D, 0x5A, 0, 0, 0xFF]));

        var archive = await Ingest(owner, "자료.zip", zip);
        var children = await silo.Documents.Children(owner, archive.Id, Cancel);

        Assert.Equal(DocumentState.Ready, archive.Status);
        Assert.Equal(["자료/매출.xlsx", "메모.txt", "program.exe"], children.Select(child => child.Name));
        Assert.Equal((null, "file_type_unsupported"), (children[2].DocumentId, children[2].Problem!.Code));
        foreach (var child in children.Take(2))
        {
            var read = await silo.Settled(owner, child.DocumentId!.Value);
            Assert.Equal(DocumentState.Ready, read.Status);
            Assert.Equal(archive.Id, Assert.Single((await silo.Documents.Get(owner, read.Id, Cancel)).Parents).DocumentId);
        }
        var cell = Assert.Single((await silo.Documents.Facts(owner, children[0].DocumentId!.Value, null, "수출", null, Cancel)).Items);
        Assert.Equal(("73,521", 73521m, ReadingMethod.Structure), (cell.Printed, cell.Value, cell.Method));
        var answer = await silo.Ask(owner, "2024년 수출 매출액은 얼마인가?");
        Assert.Contains("73,521", answer.Text, StringComparison.Ordinal);
        Assert.Equal(children[0].DocumentId, answer.Evidence[0].DocumentId);
    }

    [Fact]
    public async Task A_mail_is_read_and_its_attachment_is_a_document_too()
    {
        var owner = await silo.NewTenant();
        var mail = $"""
            From: park@hanbit.example
            To: lee@hanbit.example
            Subject: =?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes("견적 회신"))}?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="cut"

            --cut
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: base64

            {Convert.ToBase64String(Encoding.UTF8.GetBytes("납기는 발주 후 6주입니다."))}
            --cut
            Content-Type: text/plain; name="terms.txt"
            Content-Disposition: attachment; filename="terms.txt"

            Payment is due within 45 days of the invoice.
            --cut--
            """;

        var letter = await Ingest(owner, "회신.eml", Encoding.ASCII.GetBytes(mail.ReplaceLineEndings("\r\n")));
        var attachment = Assert.Single(await silo.Documents.Children(owner, letter.Id, Cancel));

        Assert.Equal("terms.txt", attachment.Name);
        await silo.Settled(owner, attachment.DocumentId!.Value);
        var answer = await silo.Ask(owner, "납기는 발주 후 몇 주인가?", letter.Id);
        Assert.Equal(letter.Id, Assert.Single(answer.Evidence.Select(evidence => evidence.DocumentId).Distinct()));
        Assert.NotEmpty(
            (await silo.Ask(owner, "Within how many days of the invoice is payment due?", attachment.DocumentId.Value)).Evidence);
    }

    [Fact]
    public async Task To_unpack_again_finds_the_same_documents_and_what_is_packed_too_deeply_is_said()
    {
        var owner = await silo.NewTenant();
        var packed = Packages.Zip(("core.txt", Encoding.UTF8.GetBytes("innermost")));
        for (var depth = 0; depth < 7; depth++)
        {
            packed = Packages.Zip(("inner.zip", packed));
        }

        var outermost = await Ingest(owner, "outer.zip", packed);
        var problem = await Deepest(owner, outermost.Id);
        var before = (await silo.Documents.Children(owner, outermost.Id, Cancel))[0].DocumentId;
        await silo.Grains.Get<IDocumentGrain>(outermost.Id, owner).Retry(new RetryDocument());
        await silo.Settled(owner, outermost.Id);

        Assert.Equal("packed_too_deep", problem);
        Assert.Equal(before, Assert.Single(await silo.Documents.Children(owner, outermost.Id, Cancel)).DocumentId);
    }

    /// <summary>Why the chain of archives ends.</summary>
    private async Task<string> Deepest(Caller owner, Guid documentId)
    {
        await silo.Settled(owner, documentId);
        var child = Assert.Single(await silo.Documents.Children(owner, documentId, Cancel));
        return child.Problem?.Code ?? await Deepest(owner, child.DocumentId!.Value);
    }

    private async Task<DocumentView> Ingest(Caller owner, string name, byte[] content) =>
        await silo.Settled(owner, (await silo.Upload(owner, name, content)).DocumentId);
}
