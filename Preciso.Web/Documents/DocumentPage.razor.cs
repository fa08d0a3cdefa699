using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Preciso.Documents;
using Preciso.Web.Layout;

namespace Preciso.Web.Documents;

public sealed partial class DocumentPage : LiveComponent
{
    private static readonly DocumentFields NoFields = new(null, null, [], [], []);

    private static readonly DocumentTab[] Tabs = Enum.GetValues<DocumentTab>();

    private DocumentDetail? _detail;
    private DocumentFields _fields = NoFields;
    private IReadOnlyList<ChildView> _children = [];
    private PageContent? _content;
    private IReadOnlyList<Box> _outlined = [];
    private string? _typeName;
    private int _pages;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? Page { get; set; }

    [SupplyParameterFromQuery(Name = "box")]
    private string? BoxText { get; set; }

    [SupplyParameterFromQuery(Name = "tab")]
    private string? Tab { get; set; }

    /// <summary>The page that is asked for; the one on the screen until it is here is that of <see cref="_content"/>.</summary>
    private int Number => Math.Clamp(Page ?? 1, 1, Math.Max(_pages, 1));

    private DocumentTab Beside => Snake.TryParse<DocumentTab>(Tab, out var tab) ? tab : DocumentTab.Chunks;

    private IReadOnlyList<Box> Marks => _content?.Reading.Page == Number ? EvidenceLink.Boxes(BoxText) : [];

    protected override bool Concerns(Change change) => change.DocumentId is null || change.DocumentId == Id;

    protected override async Task Ask()
    {
        _detail = await Documents.Get(Caller, Id, Gone);
        _pages = _detail.Document.Pages ?? 0;
        _content = await PageContent.Ask(Documents, Caller, Id, Number, Gone);
        _fields = await Documents.Fields(Caller, Id, Gone);
        _children = await Documents.Children(Caller, Id, Gone);
        _typeName = _detail.Document.Type is { } type ? (await TypeChoice.All(Types, Caller, Gone)).NameOf(type) : null;
    }

    private void Outline(ChunkView? chunk) => _outlined = chunk?.Boxes ?? [];

    private void Go(int page)
    {
        _outlined = [];
        Navigation.NavigateTo(EvidenceLink.To(Id, page, Beside));
    }

    private void Show(DocumentTab tab)
    {
        _outlined = [];
        Navigation.NavigateTo(EvidenceLink.To(Id, Number, tab), replace: true);
    }

    private void Turn(KeyboardEventArgs key)
    {
        var step = key.Key switch { "ArrowRight" or "PageDown" => 1, "ArrowLeft" or "PageUp" => -1, _ => 0 };
        if (step != 0 && Number + step >= 1 && Number + step <= _pages)
        {
            Go(Number + step);
        }
    }
}
