using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Preciso.Documents;
using Preciso.Web.Documents;
using Preciso.Web.Resources;

namespace Preciso.Web.Shared;

public sealed partial class PageViewer(IJSRuntime script, Texts texts) : ComponentBase, IAsyncDisposable
{
    private const string Module = "./_content/Preciso.Web/viewer.js";

    private ElementReference _root;
    private IJSObjectReference? _module;
    private bool _gone;
    private DotNetObjectReference<PageViewer>? _self;
    private IReadOnlyList<TextHit> _hits = [];
    private TextHit? _hit;
    private string? _seen;
    private Guid _document;
    private int _shown;
    private int _asked;

    [Parameter, EditorRequired]
    public Guid DocumentId { get; set; }

    /// <summary>Tells it from another viewer on the same screen; without one it is called by its page.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>As it was read; null while that is on its way, which shows its picture already.</summary>
    [Parameter, EditorRequired]
    public required PageReading? Page { get; set; }

    /// <summary>Which page it is, as long as its reading is not here.</summary>
    [Parameter]
    public int Number { get; set; } = 1;

    /// <summary>How many the document has; one that is not told of others has no way to them.</summary>
    [Parameter]
    public int Pages { get; set; }

    /// <summary>Another page is wanted.</summary>
    [Parameter]
    public EventCallback<int> Go { get; set; }

    /// <summary>The evidence; the first is scrolled to.</summary>
    [Parameter]
    public IReadOnlyList<Box> Marks { get; set; } = [];

    /// <summary>What is pointed at in a list beside the page.</summary>
    [Parameter]
    public IReadOnlyList<Box> Outlined { get; set; } = [];

    /// <summary>What has its counterpart beside the page.</summary>
    [Parameter]
    public IReadOnlyList<Spot> Spots { get; set; } = [];

    /// <summary>A box that was drawn with the mouse, in points; a page without it cannot be drawn on.</summary>
    [Parameter]
    public EventCallback<Box> Drawn { get; set; }

    /// <summary>A finger draws, too, instead of scrolling.</summary>
    [Parameter]
    public bool Drawing { get; set; }

    /// <summary>Without thumbnails and search, where there is little room.</summary>
    [Parameter]
    public bool Compact { get; set; }

    /// <summary>Viewers of the same name zoom, turn and scroll together.</summary>
    [Parameter]
    public string? Sync { get; set; }

    private Texts T => texts;

    private int Shown => Page?.Page ?? Number;

    private bool HasStrip => !Compact && Pages > 1;

    private IReadOnlyList<TextHit> Hits => [.. _hits.Where(hit => hit.Page == Shown)];

    /// <summary>What is to be seen, by its place in the drawing; null for the page as a whole.</summary>
    private string? Wanted => _hit?.Page == Shown ? ".hit.now" : Spots.Any(spot => spot.Kind == Spot.Active) ? ".spot.active"
        : Marks.Count > 0 ? ".mark" : null;

    [JSInvokable]
    public Task Draw(double x0, double y0, double x1, double y1) => Drawn.InvokeAsync(new Box(x0, y0, x1, y1));

    /// <summary>To the next, previous, first or last page.</summary>
    [JSInvokable]
    public Task Turn(string to) => Ask(to switch { "next" => _asked + 1, "previous" => _asked - 1, "last" => Pages, _ => 1 });

    protected override void OnParametersSet()
    {
        if (_document != DocumentId)
        {
            (_document, _hits, _hit) = (DocumentId, [], null);
        }
        if (_shown != Shown)
        {
            (_shown, _asked) = (Shown, Shown);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            var module = await script.InvokeAsync<IJSObjectReference>("import", Module);
            if (_gone)
            {
                await module.DisposeAsync(); // they left while it came
                return;
            }
            _module = module;
            await _module.InvokeVoidAsync("attach", _root, _self, Drawn.HasDelegate);
        }
        if (_module is not null && !_gone && Place() is var place && place != _seen)
        {
            _seen = place;
            await _module.InvokeVoidAsync("show", _root, Wanted);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        _self?.Dispose();
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the module with it.
        }
    }

    /// <summary>Changes with what is shown and what of it is to be seen.</summary>
    private string Place() => string.Join(
        ' ',
        DocumentId,
        Page is null ? null : Shown,
        _hit?.Page == Shown ? _hits.ToList().IndexOf(_hit) : null,
        Spots.FirstOrDefault(spot => spot.Kind == Spot.Active),
        EvidenceLink.To(DocumentId, Shown, Marks));

    private async Task Ask(int page)
    {
        if (page >= 1 && page <= Pages && page != _asked)
        {
            _asked = page;
            await Go.InvokeAsync(page);
        }
    }

    private Task Find((IReadOnlyList<TextHit> All, TextHit? Now) found)
    {
        (_hits, _hit) = found;
        return _hit is { } hit ? Ask(hit.Page) : Task.CompletedTask;
    }
}
