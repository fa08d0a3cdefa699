using Preciso.Reading.Chunking;
using Preciso.Tests.World;

namespace Preciso.Tests.Reading.Chunking;

/// <summary>Words that the end of a line breaks are whole in passages; hyphens that belong there stay.</summary>
public sealed class BrokenWordsTests : IAsyncDisposable
{
    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("the main-", "tenance contract", "the maintenance")]
    [InlineData("all state-of-the-", "art machines", "state-of-the-art")]
    [InlineData("the self-", "employed staff", "self-employed")]
    [InlineData("order A-", "104 is open", "A-104")]
    [InlineData("from Baden-", "Baden it came", "Baden-Baden")]
    [InlineData("the range 2024-", "2025 is shown", "2024-")]
    [InlineData("it ends here -", "and goes on", "here -")]
    public async Task Lines_of_a_paragraph(string first, string second, string whole)
    {
        var page = Assert.Single(await _world.Read(
            Pdf.Print($"This is a paragraph of running text about {first}\n{second} as it was printed on this page by us.")));

        var passage = Assert.Single(new Chunker().Cut(page));

        Assert.Contains(whole, passage.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_soft_hyphen_within_a_line_is_none()
    {
        var page = Assert.Single(await _world.Read(Pdf.Drawn(
            "BT /F1 12 Tf 72 700 Td (The war\u00ADranty for compressors ends after 36 months.) Tj ET")));

        Assert.Contains("ranty", page.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u00AD", page.Text(), StringComparison.Ordinal);
    }
}
