using Microsoft.AspNetCore.Components;
using Preciso.Documents;
using Preciso.Web.Layout;
using Preciso.Web.Resources;

namespace Preciso.Web.Documents.Library;

/// <summary>The files that a person may read. What is filtered and how it is ordered stands in the address.</summary>
public sealed partial class DocumentsPage(
    IDocuments documents, ILibrary library, IDocumentTypes documentTypes, NavigationManager navigation, UploadDesk desk, ListMemory memory,
    Texts texts) : LiveComponent
{
    /// <summary>As many as a phone can be asked to scroll through.</summary>
    private const int PageSize = 25;

    private readonly ListTrail _trail = new();
    private readonly Dictionary<Guid, string> _chosen = [];
    private DocumentListAddress _address = new();
    private Listing<VisibleDocument>? _listing;
    private SpaceList? _spaces;
    private IReadOnlyList<TagCount> _tags = [];
    private IReadOnlyList<TypeChoice> _types = [];
    private int _total;
    private bool _here;

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    // All of what the address may say: a change of any is a change of the page.
    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery]
    private string? State { get; set; }

    [SupplyParameterFromQuery]
    private string? Type { get; set; }

    [SupplyParameterFromQuery]
    private string? Tag { get; set; }

    [SupplyParameterFromQuery]
    private string? Space { get; set; }

    [SupplyParameterFromQuery]
    private string? Owner { get; set; }

    [SupplyParameterFromQuery]
    private string? From { get; set; }

    [SupplyParameterFromQuery]
    private string? To { get; set; }

    [SupplyParameterFromQuery]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery]
    private string? Columns { get; set; }

    private Texts T => texts;

    private string Counted => _total > DocumentFilter.MostCounted
        ? T.Format("documents_more_than", DocumentFilter.MostCounted)
        : T.Format("documents_counted", _total);

    protected override void OnInitialized() => desk.Arrived += Refresh;

    protected override void OnParametersSet()
    {
        var query = new Uri(navigation.Uri).Query;
        if (query == "" && memory.Query != "" && !_here) // who comes back; who is here and chose to see all sees all
        {
            _here = true;
            navigation.NavigateTo($"{DocumentListAddress.Page}?{memory.Query}", replace: true);
            return;
        }
        _here = true;
        var address = DocumentListAddress.Parse(query);
        if (address.ToQuery() != _address.ToQuery())
        {
            _trail.Restart();
            _chosen.Clear();
        }
        if (address.SpaceId != _address.SpaceId)
        {
            desk.Choose(address.SpaceId);
        }
        _address = address;
        memory.Query = address.ToQuery();
    }

    protected override async Task Ask()
    {
        var filter = _address.ToFilter(_trail.Cursor, Zone ?? TimeZoneInfo.Utc) with { Limit = PageSize };
        var (list, count) = (documents.List(Caller, filter, Gone), documents.Total(Caller, filter, Gone));
        var (spaces, tags) = (library.Spaces(Caller, Gone), library.Tags(Caller, Gone));
        var types = TypeChoice.All(documentTypes, Caller, Gone);
        await Task.WhenAll(list, count, spaces, tags, types);
        (_listing, _total, _spaces, _tags, _types) = (await list, await count, await spaces, await tags, await types);
    }

    private void Go(DocumentListAddress address) => navigation.NavigateTo(address.ToAddress());

    private Task Unchoose()
    {
        _chosen.Clear();
        return Load();
    }

    private void Refresh() => _ = InvokeAsync(async () =>
    {
        await Load();
        StateHasChanged();
    });

    protected override void Dispose(bool disposing)
    {
        desk.Arrived -= Refresh;
        desk.Clear();
        base.Dispose(disposing);
    }
}
