using Microsoft.AspNetCore.Components;
using Preciso.Documents;
using Preciso.Web.Layout;

namespace Preciso.Web.Documents;

/// <summary>
/// A document: its page as it looks, and beside it what was read there. The picture comes first, then the words on it, then the rest.
/// </summary>
public sealed partial class DocumentPage : LiveComponent
{
    private static readonly DocumentFields NoFields = new(null, null, [], [], []);

    private DocumentDetail? _detail;
    private DocumentFields _fields = NoFields;
    private IReadOnlyList<ChildView> _children = [];
    private PageReading? _reading;
    private PageContent? _content;
    private IReadOnlyList<Box> _outlined = [];
    private string? _typeName;
    private Guid _shown;
    private int _pages;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? Page { get; set; }

    [SupplyParameterFromQuery(Name = "box")]
    private string? BoxText { get; set; }

    [SupplyParameterFromQuery(Name = "tab")]
    private string? Tab { get; set; }

    /// <summary>The page that is asked for; the one on the screen until it is here is that of <see cref="_reading"/>.</summary>
    private int Number => Math.Clamp(Page ?? 1, 1, _pages == 0 ? int.MaxValue : _pages);

    private DocumentSide Beside => DocumentSides.Named(Tab);

    /// <summary>Some are there while others are still read.</summary>
    private bool HasPages => _reading is not null || _detail?.Document.Pages > 0;

    private IReadOnlyList<Box> Marks => _reading?.Page == Number ? EvidenceLink.Boxes(BoxText) : [];

    private IReadOnlyList<Spot> Spots =>
        _content is { } content && content.Reading.Page == _reading?.Page ? content.Spots(Beside, _fields.Fields) : [];

    protected override void OnParametersSet()
    {
        if (_shown != Id)
        {
            (_shown, _detail, _reading, _content, _fields, _children, _outlined, _pages) = (Id, null, null, null, NoFields, [], [], 0);
        }
    }

    protected override bool Concerns(Change change) => change.DocumentId is null || change.DocumentId == Id;

    protected override async Task Ask()
    {
        var (id, number) = (Id, Number);
        var pages = Documents.Pages(Caller, id, number, 1, Gone);
        var fields = Documents.Fields(Caller, id, Gone);
        var children = Documents.Children(Caller, id, Gone);
        var types = TypeChoice.All(Types, Caller, Gone);
        var detail = await Documents.Get(Caller, id, Gone);
        if (id == Id)
        {
            (_detail, _pages) = (detail, detail.Document.Pages ?? 0);
            StateHasChanged();
        }
        var reading = (await pages).SingleOrDefault(page => page.Page == number)
            ?? (number > 1 && await Documents.Pages(Caller, id, Math.Max(1, detail.Document.Pages ?? 1), 1, Gone) is [var last, ..]
                ? last : null);
        if (id != Id)
        {
            return; // another document is asked for by now
        }
        _reading = reading;
        StateHasChanged();
        var content = reading is null ? null : await PageContent.Ask(Documents, Caller, id, reading, Gone);
        await Task.WhenAll(fields, children, types);
        (_content, _fields, _children) = (content, await fields, await children);
        _typeName = detail.Document.Type is { } type ? (await types).NameOf(type) : null;
    }

    private void Outline(ChunkView? chunk) => _outlined = chunk?.Boxes ?? [];

    private void Go(int page)
    {
        _outlined = [];
        Navigation.NavigateTo(EvidenceLink.To(Id, page, Beside));
    }

    private void Show(DocumentSide side)
    {
        _outlined = [];
        Navigation.NavigateTo(EvidenceLink.To(Id, Number, side), replace: true);
    }
}
