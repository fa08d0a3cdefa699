using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Preciso.Documents;
using Preciso.Web.Layout;

namespace Preciso.Web.Documents;

public sealed partial class DocumentPage : LiveComponent
{
    private DocumentDetail? _detail;
    private PageReading? _reading;
    private IReadOnlyList<ChunkView> _chunks = [];
    private IReadOnlyList<Box> _outlined = [];
    private int _pages;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? Page { get; set; }

    [SupplyParameterFromQuery(Name = "box")]
    private string? BoxText { get; set; }

    /// <summary>The page that is asked for; the one on the screen until it is here is <see cref="_reading"/>.</summary>
    private int Number => Math.Clamp(Page ?? 1, 1, Math.Max(_pages, 1));

    private IReadOnlyList<Box> Marks => _reading?.Page == Number ? EvidenceLink.Boxes(BoxText) : [];

    protected override bool Concerns(Change change) => change.DocumentId is null || change.DocumentId == Id;

    protected override async Task Ask()
    {
        _detail = await Documents.Get(Caller, Id, Gone);
        _pages = _detail.Document.Pages ?? 0;
        _reading = (await Documents.Pages(Caller, Id, Number, 1, Gone)).SingleOrDefault();
        _chunks = _reading is null ? [] : (await Documents.Chunks(Caller, Id, Number, null, Gone)).Items;
    }

    private void Outline(ChunkView? chunk) => _outlined = chunk?.Boxes ?? [];

    private void Go(int page)
    {
        _outlined = [];
        Navigation.NavigateTo($"/documents/{Id}?page={page}");
    }

    private void Turn(KeyboardEventArgs key)
    {
        var step = key.Key switch { "ArrowRight" or "PageDown" => 1, "ArrowLeft" or "PageUp" => -1, _ => 0 };
        if (step != 0 && Number + step >= 1 && Number + step <= _pages)
        {
            Go(Number + step);
        }
    }

    private async Task Delete()
    {
        if (await Commands.Delete(Id, _detail!.Document.Filename))
        {
            Navigation.NavigateTo("/documents");
        }
    }
}
