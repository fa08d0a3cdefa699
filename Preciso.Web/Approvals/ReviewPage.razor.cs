using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using Preciso.Approvals;
using Preciso.Documents;
using Preciso.Web.Documents;

namespace Preciso.Web.Approvals;

/// <summary>
/// One document before a reviewer: the page beside the form. Others may be at it too; what they change appears at once,
/// but never in place of what this person is typing.
/// </summary>
public sealed partial class ReviewPage : ReviewQueuePage
{
    private ReviewSheet _sheet = new();
    private FieldForm? _form;
    private ReviewTimer? _timer;
    private MudButton? _on;
    private DocumentDetail? _detail;
    private DocumentFields _fields = new(null, null, [], [], []);
    private PageContent? _content;
    private ReviewNeighbours _around = new(null, null, null, 0);
    private CellEdit? _cell;
    private Dictionary<Guid, string> _people = [];
    private string? _typeName;
    private string? _active;
    private string? _said;
    private bool _drawing;
    private bool _approved;
    private bool _leaving;
    private Guid _shown;
    private int _pages;
    private int _page = 1;
    private DeskTab _tab = DeskTab.Fields;

    [Parameter]
    public Guid Id { get; set; }

    private int Unsaved => _sheet.Unsaved + (_cell is { IsDirty: true } ? 1 : 0);

    /// <summary>Where the work goes on.</summary>
    private string On => Search.Address(Navigation, _around.Next is { } next ? $"/reviews/{next}" : "/reviews");

    private IReadOnlyList<Spot> Spots => _content is not { } content ? [] : _tab switch
    {
        DeskTab.Fields => _sheet.Spots(content.Reading.Page, _active),
        DeskTab.Tables => content.Spots(DocumentTab.Tables, _fields.Fields),
        DeskTab.Numbers => content.Spots(DocumentTab.Numbers, _fields.Fields),
        _ => content.Spots(DocumentTab.Checks, _fields.Fields),
    };

    protected override void OnParametersSet()
    {
        if (_shown != Id)
        {
            (_shown, _sheet, _active, _said, _drawing, _page, _tab, _detail, _content) = (Id, new ReviewSheet(), null, null, false, 1,
                DeskTab.Fields, null, null);
            (_cell, _approved, _leaving, _around) = (null, false, false, new ReviewNeighbours(null, null, null, 0));
        }
    }

    protected override bool Concerns(Change change) => change.DocumentId is null || change.DocumentId == Id;

    protected override async Task Ask()
    {
        var id = Id;
        var detail = await Documents.Get(Caller, id, Gone);
        var fields = await Documents.Fields(Caller, id, Gone);
        var content = await PageContent.Ask(Documents, Caller, id, _page, Gone);
        var around = await Reviews.Around(Caller, Search.ToFilter(), id, Gone);
        _people = (await People.Users(Caller, Gone)).ToDictionary(user => user.Id, user => user.Name);
        _typeName = detail.Document.Type is { } type ? (await TypeChoice.All(Types, Caller, Gone)).NameOf(type) : null;
        if (id == Id)
        {
            (_detail, _fields, _content, _pages) = (detail, fields, content, detail.Document.Pages ?? 0);
            // Once decided it is in the queue no longer; the work goes on behind the place where it stood.
            _around = around.Place is null && _around.Next is not null ? _around with { Place = null } : around;
            _sheet.Refresh(fields);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_approved && _on is not null)
        {
            _approved = false;
            await _on.FocusAsync();
        }
    }

    private string NameOf(DocumentField field) => NameOf(field.CorrectedBy);

    private string NameOf(TableCell cell) => NameOf(cell.Correction?.By);

    private string NameOf(Guid? person) => person is { } id && _people.TryGetValue(id, out var name) ? name : T["some_person"];

    /// <summary>The focus is on a field: its page is shown, and its place there.</summary>
    private async Task Enter(FieldEdit edit)
    {
        if (_active == edit.Name)
        {
            return;
        }
        (_active, _drawing) = (edit.Name, false);
        if (edit.Place is { } place && place.Page != _page)
        {
            await Turn(place.Page);
        }
    }

    private Task Turn(int page)
    {
        _page = Math.Clamp(page, 1, Math.Max(_pages, 1));
        return Load();
    }

    private void Show(DeskTab tab) => (_tab, _drawing) = (tab, false);

    private async Task Draw(Box box)
    {
        _drawing = false;
        if (_form is not null && _sheet.Find(_active) is { } edit && _detail!.CanCorrect)
        {
            edit.Move(new Place(_content!.Reading.Page, box));
            await _form.Focus(edit.Name);
        }
    }

    /// <summary>
    /// Saves what was changed and goes on to the next field; what somebody else changed meanwhile appears beside it first.
    /// </summary>
    private async Task Save(FieldEdit edit)
    {
        if (edit.Theirs is not null || !_detail!.CanCorrect)
        {
            return;
        }
        if (edit.IsDirty)
        {
            if (await Commands.Correct(Id, edit.Command()) is not { } corrected)
            {
                await Load();
                return;
            }
            _sheet.Save(corrected);
            _said = T.Format("field_saved", _sheet.Definitions.LabelOf(edit.Name));
        }
        if (_form is not null)
        {
            await _form.FocusAfter(edit.Name);
        }
    }

    private async Task<bool> SaveCell(CellEdit edit)
    {
        var saved = await Commands.Correct(Id, edit.Command()) is not null;
        await Load();
        return saved;
    }

    private Task Press(KeyboardEventArgs key) => key switch
    {
        { AltKey: true, Key: "ArrowRight" or "ArrowDown" } when _page < _pages => Turn(_page + 1),
        { AltKey: true, Key: "ArrowLeft" or "ArrowUp" } when _page > 1 => Turn(_page - 1),
        _ => Task.CompletedTask,
    };

    private Task Help() => Dialogs.Show<ShortcutsDialog, bool>(T["key_help"], []);

    private async Task Decide(ApprovalState decision)
    {
        await (_timer?.TellAll() ?? Task.CompletedTask);
        if (!await Commands.Decide(Id, decision, _sheet, Unsaved))
        {
            return;
        }
        _timer?.StartAgain();
        Problems.Done(T[$"decided_{Snake.Case(decision)}"]);
        if (decision == ApprovalState.Approved)
        {
            await Load(); // what it becomes is shown, with the way on
            _approved = true;
        }
        else
        {
            _leaving = true;
            Navigation.NavigateTo(On);
        }
    }

    private async Task Leave(LocationChangingContext leaving)
    {
        if (!_leaving && Unsaved > 0 && !await Dialogs.Confirm(
            T["review_leave"], T.Format("review_leave_question", Unsaved), T["review_leave_anyway"]))
        {
            leaving.PreventNavigation();
        }
    }
}
