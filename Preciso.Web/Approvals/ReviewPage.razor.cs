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
    private static readonly DocumentTab[] Tabs = [DocumentTab.Fields, DocumentTab.Tables, DocumentTab.Numbers, DocumentTab.Checks,
        DocumentTab.History];

    private ReviewSheet _sheet = new();
    private FieldForm? _form;
    private DocumentDetail? _detail;
    private DocumentFields _fields = new(null, null, [], [], []);
    private PageContent? _content;
    private Dictionary<Guid, string> _people = [];
    private string? _typeName;
    private string? _active;
    private string? _said;
    private bool _drawing;
    private Guid _shown;
    private int _pages;
    private int _page = 1;
    private DocumentTab _tab = DocumentTab.Fields;

    [Parameter]
    public Guid Id { get; set; }

    private IReadOnlyList<Spot> Spots => _content is not { } content ? []
        : _tab == DocumentTab.Fields ? _sheet.Spots(content.Reading.Page, _active) : content.Spots(_tab, _fields.Fields);

    protected override void OnParametersSet()
    {
        if (_shown != Id)
        {
            (_shown, _sheet, _active, _said, _drawing, _page, _tab, _detail, _content) = (Id, new ReviewSheet(), null, null, false, 1,
                DocumentTab.Fields, null, null);
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

    private Task Press(KeyboardEventArgs key) => key switch
    {
        { AltKey: true, Key: "ArrowRight" or "ArrowDown" } when _page < _pages => Turn(_page + 1),
        { AltKey: true, Key: "ArrowLeft" or "ArrowUp" } when _page > 1 => Turn(_page - 1),
        { CtrlKey: true, Key: "Enter" } when _detail is { CanDecide: true, Document.Status: not DocumentState.Rejected } =>
            Decide(ApprovalState.Approved),
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
