using System.Diagnostics;
using System.Text;
using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents;

/// <summary>Files that are broken, locked, empty or made to hurt: each ends in a state with its reason, and the silo serves on.</summary>
public sealed class HostileFilesTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pdf_that_opens_only_with_a_password_fails_and_says_so() =>
        await AssertEnds(DocumentState.Failed, "pdf_encrypted", "locked.pdf", await Pdf.Locked(Pdf.Print("A secret."), "secret"));

    [Fact]
    public async Task A_pdf_that_only_restricts_its_use_is_read()
    {
        var document = await Settle("restricted.pdf", await Pdf.Locked(Pdf.Print("The restricted file is readable."), ""));

        Assert.Equal(DocumentState.Ready, document.Status);
    }

    [Fact]
    public async Task A_pdf_with_too_many_pages_fails_before_it_is_read()
    {
        var document = await AssertEnds(DocumentState.Failed, "too_many_pages", "long.pdf", Pdf.Empty(5000));

        Assert.Null(document.Pages);
    }

    [Fact]
    public async Task A_small_picture_that_claims_to_be_enormous_fails_without_being_decoded() =>
        await AssertEnds(DocumentState.Failed, "image_too_large", "bomb.png", Png.HeaderOf(60_000, 60_000));

    [Fact]
    public async Task A_picture_over_the_pixel_limit_fails_with_the_limit() =>
        await AssertEnds(DocumentState.Failed, "image_too_large", "large.png", Png.HeaderOf(15_000, 15_000));

    [Fact]
    public async Task A_scan_without_a_word_goes_to_review()
    {
        var document = await AssertEnds(DocumentState.NeedsReview, "no_text", "blank.pdf", Pdf.Print(""));

        var page = Assert.Single(await silo.Documents.Pages(Owner(document), document.Id, 1, 1, Cancel));
        Assert.Equal([ReadingMethod.TextLayer, ReadingMethod.Ocr], page.Attempts.Select(attempt => attempt.Method));
        Assert.All(page.Attempts, attempt => Assert.False(string.IsNullOrEmpty(attempt.Reason)));
    }

    [Fact]
    public async Task A_scanned_page_is_recognised_with_boxes_and_confidence()
    {
        var picture = await Pdf.Picture(Pdf.Print("The recognised amount is 4,713 won."));
        var document = await Settle("scan.pdf", Pdf.Scanned(1653, 2339, picture));

        var page = Assert.Single(await silo.Documents.Pages(Owner(document), document.Id, 1, 1, Cancel));
        var amount = Assert.Single(
            page.Blocks.SelectMany(block => block.Lines).SelectMany(line => line.Words), word => word.Text == "4,713");
        Assert.Equal((DocumentState.Ready, ReadingMethod.Ocr), (document.Status, page.Method));
        Assert.InRange(amount.Confidence!.Value, 0.5, 1);
        Assert.InRange(amount.Box.Y0, 60, 72); // the line was drawn with its foot 72 points from the top
        Assert.Equal((0, 1), (document.Quality!.TextLayerPages, document.Quality.OcrPages));
    }

    [Fact]
    public async Task Text_in_cp949_is_read_and_bytes_in_no_known_encoding_are_refused()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var owner = await silo.NewTenant();
        var korean = await silo.Upload(owner, "옛문서.txt", Encoding.GetEncoding(949).GetBytes("완성형으로 쓴 예산은 7억 원이다."));

        await silo.Settled(owner, korean.DocumentId);
        var answer = await silo.Ask(owner, "예산은 얼마인가?");
        var error =
            await Assert.ThrowsAsync<ProblemException>(() => silo.Upload(owner, "noise.txt", [0x41, 0xFF, 0x20, 0x81, 0x20, 0xC0, 0x20]));

        Assert.Contains("7억 원", answer.Text, StringComparison.Ordinal);
        Assert.Equal("text_encoding_unknown", error.Code);
    }

    [Fact]
    public async Task A_pdf_named_as_an_image_is_read_as_what_it_is()
    {
        var document = await Settle("wrong.png", Pdf.Print("Content decides, not the name."));

        Assert.Equal((DocumentState.Ready, "application/pdf"), (document.Status, document.MediaType));
    }

    private readonly Dictionary<Guid, Caller> _owners = [];

    private Caller Owner(DocumentView document) => _owners[document.Id];

    private async Task<DocumentView> AssertEnds(DocumentState state, string code, string name, byte[] content)
    {
        var document = await Settle(name, content);

        Assert.Equal((state, code), (document.Status, document.Error?.Code));
        Assert.NotEmpty(document.Error!.Detail);
        return document;
    }

    private async Task<DocumentView> Settle(string name, byte[] content)
    {
        var owner = await silo.NewTenant();
        var uploaded = await silo.Upload(owner, name, content);
        _owners[uploaded.DocumentId] = owner;
        return await silo.Settled(owner, uploaded.DocumentId);
    }

    /// <summary>The first page of a PDF as a 200 dpi JPEG.</summary>
}
