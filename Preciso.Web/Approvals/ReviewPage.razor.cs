using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Preciso.Documents;
using Preciso.Web.Documents;
using Preciso.Web.Layout;

namespace Preciso.Web.Approvals;

/// <summary>
/// One document before a reviewer: the page beside the form. Others may be at it too; what they change appears at once,
/// but never in place of what this person is typing.
/// </summary>
public sealed partial class ReviewPage : LiveComponent
{
    /// <summary>In the order of the desk's tabs.</summary>
    private static readonly DocumentTab[] Tabs = [DocumentTab.Fields, DocumentTab.Tables, DocumentTab.Numbers, DocumentTab.Checks, DocumentTab.History];

    private readonly Dictionary<string, FieldRow> _rows = [];
    private ReviewSheet _sheet = new();
    private DocumentDetail? _detail;
    private DocumentFields _fields = new(null, null, [], [], []);
    private PageContent? _content;
    private Dictionary<Guid, string> _people = [];
    private string? _typeName;
    private string? _active;
    private bool _drawing;
    private Guid _shown;
    private int _pages;
    private int _page = 1;
    private int _tab;

    [Parameter]
    public Guid Id { get; set; }

    private IReadOnlyList<Spot> Spots => _content is not { } content ? []
        : Tabs[_tab] == DocumentTab.Fields ? _sheet.Spots(content.Reading.Page, _active) : content.Spots(Tabs[_tab], _fields.Fields);

    protected override void OnParametersSet()
    {
        if (_shown != Id)
        {
            (_shown, _sheet, _active, _drawing, _page, _tab, _detail, _content) = (Id, new ReviewSheet(), null, false, 1, 0, null, null);
            _rows.Clear();
        }
    }

    protected override bool Concerns(Change change) => change.DocumentId is null || change.DocumentId == Id;

    protected override async Task Ask()
    {
        var id = Id;
        var detail = await Documents.Get(Caller, id, Gone);
        var fields = await Documents.Fields(Caller, id, Gone);
        var content = await PageContent.Ask(Documents, Caller, id, _page, Gone);
        _people = (await People.Users(Caller, Gone)).ToDictionary(user => user.Id, user => user.Name);
        _typeName = detail.Document.Type is { } type ? (await TypeChoice.All(Types, Caller, Gone)).NameOf(type) : null;
        if (id == Id)
        {
            (_detail, _fields, _content, _pages) = (detail, fields, content, detail.Document.Pages ?? 0);
            _sheet.Refresh(fields);
        }
    }

    private string NameOf(DocumentField field) =>
        field.CorrectedBy is { } person && _people.TryGetValue(person, out var name) ? name : T["some_person"];

    /// <summary>The focus is on a field: its page is shown, and its place there.</summary>
    private async Task Enter(FieldEdit draft)
    {
        if (_active == draft.Name)
        {
            return;
        }
        (_active, _drawing) = (draft.Name, false);
        if (draft.Place is { } place && place.Page != _page)
        {
            await Turn(place.Page);
        }
    }

    private Task Turn(int page)
    {
        _page = Math.Clamp(page, 1, Math.Max(_pages, 1));
        return Load();
    }

    private async Task Draw(Box box)
    {
        _drawing = false;
        if (_sheet.Find(_active) is { } draft && _detail!.CanCorrect && _rows.GetValueOrDefault(draft.Name) is { } row)
        {
            draft.Move(new Place(_content!.Reading.Page, box));
            await row.Focus();
        }
    }

    /// <summary>Saves what was changed and goes on to the next field; what somebody else changed meanwhile appears beside it first.</summary>
    private async Task Save(FieldEdit draft)
    {
        if (draft.Theirs is not null || !_detail!.CanCorrect)
        {
            return;
        }
        if (draft.IsDirty)
        {
            if (await Commands.Correct(Id, draft.Command()) is not { } corrected)
            {
                await Load();
                return;
            }
            _sheet.Save(corrected);
            Problems.Done(T["field_saved"]);
        }
        var names = _sheet.Definitions.Select(field => field.Name).ToList();
        var next = names.IndexOf(draft.Name) + 1;
        if (next < names.Count && _rows.TryGetValue(names[next], out var row))
        {
            await row.Focus();
        }
    }

    private Task Press(KeyboardEventArgs key) => key switch
    {
        { AltKey: true, Key: "ArrowRight" or "ArrowDown" } when _page < _pages => Turn(_page + 1),
        { AltKey: true, Key: "ArrowLeft" or "ArrowUp" } when _page > 1 => Turn(_page - 1),
        { CtrlKey: true, Key: "Enter" } when _detail is { CanDecide: true, Document.Status: not DocumentState.Rejected } => Decide(ApprovalState.Approved),
        _ => Task.CompletedTask,
    };

    private async Task Decide(ApprovalState decision)
    {
        if (await Commands.Decide(Id, decision, _sheet))
        {
            var next = await Commands.Next(Id);
            var done = T[$"decided_{Snake.Case(decision)}"];
            Problems.Done(next is null ? done : $"{done} {T["review_next"]}");
            Navigation.NavigateTo(next is null ? "/reviews" : $"/reviews/{next}");
        }
    }
}
