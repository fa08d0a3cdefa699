using System.Text;
using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Reading;

/// <summary>What a PDF holds beside its pages.</summary>
public sealed class PdfPartsTests : IAsyncDisposable
{
    private const string Costs = "<< /Type /Filespec /F (costs.csv) /UF (costs.csv) /EF << /F 5 0 R >> >>";
    private const string Content = "<< /Type /EmbeddedFile /Length 21 >>\nstream\nitem,amount\nTravel,14\nendstream";

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("/Names << /EmbeddedFiles << /Names [(costs.csv) 4 0 R] >> >>", "")]
    [InlineData("/Names << /EmbeddedFiles << /Kids [<< /Names [(a) 4 0 R] >>] >> >> /Collection << /View /D >>", "")]
    [InlineData("/AF [4 0 R]", "")]
    [InlineData("", "/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [10 10 20 20] /FS 4 0 R >>]")]
    [InlineData("/AF [4 0 R] /Names << /EmbeddedFiles << /Names [(costs.csv) 4 0 R] >> >>", "/AF [4 0 R]")]
    public async Task Files_within_it_are_given_out_once(string catalog, string page)
    {
        var file = Assert.Single(await _world.Unpack(Make(catalog, page, Costs, Content), "letter.pdf"));

        Assert.Equal("costs.csv", file.Name);
        Assert.StartsWith("item,amount\nTravel,14", Encoding.ASCII.GetString(file.Content), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tree_of_names_that_holds_itself_ends()
    {
        const string loop = "<< /Kids [4 0 R 4 0 R] >>";

        Assert.Empty(await _world.Unpack(Make("/Names << /EmbeddedFiles 4 0 R >>", "", loop, Content), "loop.pdf"));
    }

    [Fact]
    public async Task A_damaged_file_within_it_is_said_when_it_is_opened()
    {
        const string broken = "<< /Type /EmbeddedFile /Filter /FlateDecode /Length 12 >>\nstream\nno deflate!!\nendstream";

        var packed = Assert.Single(await _world.Packed(Make("/AF [4 0 R]", "", Costs, broken), "letter.pdf"));

        Assert.Equal("costs.csv", packed.Name);
        Assert.True(Record.Exception(() => packed.Open!()) is null or InvalidDataException);
    }

    [Fact]
    public async Task A_form_that_is_not_drawn_is_doubtful_and_says_why()
    {
        const string form = "<< /Length 70 >>\nstream\n<xfa:datasets xmlns:xfa='http://www.xfa.org/schema/xfa-data/1.0/'/>   \nendstream";

        var page = Assert.Single(await _world.Read(Make("/AcroForm << /Fields [] /XFA 4 0 R >> /NeedsRendering true", "", form, Content)));

        Assert.Equal(("xfa_form", 0.0), (page.Attempts[0].Way, page.Quality));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/Rotate 90")]
    public async Task Notes_that_people_stuck_on_a_page_are_read_where_they_are(string turn)
    {
        const string notes =
            "/Annots [<< /Type /Annot /Subtype /Text /Rect [400 700 420 720] /T (Kim) /Contents (Costs were 770\nin May) >>"
            + " << /Type /Annot /Subtype /Highlight /Rect [72 690 300 712] /Contents (the costs are in the attached file.) >>"
            + " << /Type /Annot /Subtype /Text /F 2 /Rect [10 10 20 20] /Contents (withdrawn) >>"
            + " << /Type /Annot /Subtype /Link /Rect [10 10 20 20] /Contents (a link) >>"
            + " << /Type /Annot /Subtype /Text /Rect [700 900 720 920] /Contents <FEFFBE44ACE0> >>]";

        var page = Assert.Single(await _world.Read(Make("", $"{turn} {notes}", Costs, Content)));

        Assert.Equal(
            ["Please wait, the costs are in the attached file.", "Kim: Costs were 770", "in May", "비고"],
            page.Lines.Select(line => line.Text));
        var (box, expected) = (page.Blocks[1].Lines[0].Box, turn == "" ? new Box(400, 122, 420, 142) : new Box(700, 400, 720, 420));
        Assert.Equal(expected, box);
        Assert.Equal((page.Width, page.Height), (page.Blocks[2].Lines[0].Box.X1, page.Blocks[2].Lines[0].Box.Y1));
    }

    private static byte[] Make(string catalog, string page, params string[] objects)
    {
        const string content = "BT /F1 12 Tf 72 700 Td (Please wait, the costs are in the attached file.) Tj ET";
        return Pdf.Assemble([.. new[]
        {
            $"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
            $"<< /Type /Pages /Count 1 /Kids [{objects.Length + 5} 0 R] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        }.Concat(objects).Append($"<< /Length {content.Length} >>\nstream\n{content}\nendstream").Append(
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {page} /Contents {objects.Length + 4} 0 R "
            + "/Resources << /Font << /F1 3 0 R >> >> >>").Select(Encoding.Latin1.GetBytes)]);
    }
}
