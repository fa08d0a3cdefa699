using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Reading;

/// <summary>Pages with nothing to recognise are not recognised; those with anything else are.</summary>
public sealed class BarePageTests : IAsyncDisposable
{
    private const string Line = "0.5 w 60 760 m 535 760 l S";
    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("0.9 g 60 760 475 2.6 re f")]
    [InlineData("60 300 m 60 760 l S 60 760 m 535 760 l S 60 300 m 535 300 l S")]
    public async Task A_page_of_nothing_but_lines_is_blank(string lines)
    {
        var page = Assert.Single(await _world.Read(Pdf.Drawn($"{lines} {Line}")));

        Assert.Equal((2, "The page is blank."), (page.Attempts.Count, page.Attempts[^1].Reason));
        Assert.Empty(page.Blocks);
    }

    [Theory]
    [InlineData("- 74 -")]
    [InlineData("Page 3 of 12")]
    public async Task A_page_of_its_number_and_a_line_is_read_from_its_text_layer_alone(string number)
    {
        var page = Assert.Single(await _world.Read(Pdf.Drawn($"BT /F1 9 Tf 290 770 Td ({number}) Tj ET {Line}")));

        Assert.Equal(ReadingMethod.TextLayer, Assert.Single(page.Attempts).Method);
        Assert.Null(page.Attempts[0].Reason);
        Assert.Equal(number, page.Text().Trim());
    }

    [Fact]
    public async Task A_number_beside_which_there_is_more_to_see_is_not_all()
    {
        // The letters are drawn as shapes: they are in no text layer.
        var page = Assert.Single(await _world.Read(Pdf.Drawn($"BT /F1 9 Tf 290 770 Td (74) Tj ET {Line} 300 400 20 30 re f")));

        Assert.Contains(page.Attempts, attempt => attempt.Method == ReadingMethod.Ocr);
    }
}
