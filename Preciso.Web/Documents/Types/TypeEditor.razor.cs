using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Preciso.Documents;
using Preciso.Web.Layout;

namespace Preciso.Web.Documents.Types;

/// <summary>
/// Where an administrator writes a document type down. What is typed stays until it is saved, whatever others do meanwhile.
/// </summary>
public sealed partial class TypeEditor(
    IGrains grains, Dialogs dialogs, Problems problems, NavigationManager navigation) : ComponentBase
{
    private TypeDraft _draft = new(null);
    private DocumentTypeView? _view;
    private DocumentTypeView? _given;
    private int? _version;
    private string _saved = "";
    private IReadOnlyList<Flaw> _flaws = [];
    private string? _refusal;
    private bool _asked;
    private bool _busy;

    /// <summary>As it stands on the server; null for one that is new.</summary>
    [Parameter]
    public DocumentTypeView? View { get; set; }

    [Parameter]
    public IReadOnlyList<DocumentTypeVersion> Versions { get; set; } = [];

    /// <summary>Keys that a new one must not take.</summary>
    [Parameter]
    public IReadOnlySet<string>? Taken { get; set; }

    [Parameter, EditorRequired]
    public required Caller Caller { get; set; }

    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>The draft as it would be saved now.</summary>
    private DocumentType Now { get; set; } = null!;

    private bool IsDirty { get; set; }

    /// <summary>Someone else saved, published or discarded it since these words were read.</summary>
    private bool IsOvertaken => _view is not null && _view.DraftVersion != _version;

    private bool IsPublishable => IsDirty || _view?.Draft is not null;

    /// <summary>Shown from the first attempt to save on; nobody likes to be corrected while they begin.</summary>
    private IReadOnlyList<Flaw> Flaws => _asked ? _flaws : [];

    private string Standing => _asked && _flaws.Count > 0 ? "type_stands_flawed" : IsDirty ? "type_stands_unsaved"
        : _view is null ? "type_stands_new" : _view.Draft is not null ? "type_stands_draft" : "type_stands_clean";

    protected override void OnInitialized()
    {
        if (View is null)
        {
            _draft = new TypeDraft(null) { Taken = Taken ?? new HashSet<string>() };
            _saved = Words.Letters(_draft.ToType());
        }
    }

    protected override void OnParametersSet()
    {
        if (View is not null && View != _given)
        {
            var before = _given;
            (_given, _view) = (View, View);
            if (before is null || (!IsDirty && IsOvertaken))
            {
                Adopt(View);
            }
        }
        Look();
    }

    protected override bool ShouldRender()
    {
        Look();
        return true;
    }

    private void Look()
    {
        Now = _draft.ToType();
        IsDirty = Words.Letters(Now) != _saved;
        _flaws = TypeFlaws.Find(_draft);
    }

    private void Adopt(DocumentTypeView view)
    {
        _draft = TypeDraft.From((view.Draft ?? view.Published)!);
        (_view, _version, _saved) = (view, view.DraftVersion, Words.Letters(_draft.ToType()));
        (_asked, _refusal) = (false, null);
    }

    /// <summary>What the other wrote is what is saved over next.</summary>
    private void KeepMine() => _version = _view!.DraftVersion;

    private Task Save() => Busy(async () =>
    {
        if (IsSound())
        {
            await SaveDraft();
            problems.Done(T["type_saved"]);
            GoOn();
        }
    });

    private Task Publish() => Busy(async () =>
    {
        if (IsSound() && await PublishDialog.Open(dialogs, T, TypeChanges.Between(_view?.Published, Now, T, Sentences)))
        {
            if (IsDirty || _view?.DraftVersion is null)
            {
                await SaveDraft();
            }
            Adopt(await Grain(Now.Key).Publish(new PublishDocumentType(_version!.Value)));
            problems.Done(T["type_now_published"]);
            GoOn();
        }
    });

    private Task Discard() => Busy(async () =>
    {
        if (await dialogs.Confirm(T["type_discard"], T["type_discard_question"], T["type_discard"]))
        {
            var left = await Grain(_view!.Key).DiscardDraft(new DiscardDocumentType(_view.DraftVersion!.Value));
            if (left.Published is null)
            {
                _saved = Words.Letters(Now); // nothing is left that could be lost
                navigation.NavigateTo("/document-types");
                return;
            }
            Adopt(left);
        }
    });

    private async Task SaveDraft()
    {
        _view = await Grain(Now.Key).SaveDraft(new SaveDocumentType(Now, _version));
        Adopt(_view);
        Look();
    }

    /// <summary>A type that was new has an address now.</summary>
    private void GoOn()
    {
        if (View is null)
        {
            navigation.NavigateTo($"/document-types/{Now.Key}");
        }
    }

    private bool IsSound()
    {
        (_asked, _refusal) = (true, null);
        return _flaws.Count == 0;
    }

    private async Task Busy(Func<Task> work)
    {
        _busy = true;
        try
        {
            await work();
        }
        catch (ProblemException problem)
        {
            // That someone was faster is said with the way on once the page has asked again.
            _refusal = problem.Kind == ProblemKind.Conflict ? null : problems.Describe(problem);
        }
        _busy = false;
        await Changed.InvokeAsync();
    }

    private async Task Leave(LocationChangingContext leaving)
    {
        if (IsDirty && !await dialogs.Confirm(T["type_leave"], T["type_leave_question"], T["type_leave"]))
        {
            leaving.PreventNavigation();
        }
    }

    private static void Move<TPart>(List<TPart> parts, TPart part, int by)
    {
        var place = parts.IndexOf(part);
        parts.RemoveAt(place);
        parts.Insert(place + by, part);
    }

    private IDocumentTypeGrain Grain(string key) => grains.Get<IDocumentTypeGrain>($"{Caller.TenantId:D}:{key}", Caller);
}
