using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using Preciso.Documents;
using Preciso.Web.Documents;
using Preciso.Web.Resources;

namespace Preciso.Web.Approvals;

/// <summary>One field of a review: its value, what the rules say about it, and its place on the page.</summary>
public sealed partial class FieldRow : ComponentBase
{
    private MudTextField<string> _input = null!;

    [Parameter, EditorRequired]
    public required FieldDefinition Definition { get; set; }

    [Parameter, EditorRequired]
    public required FieldEdit Edit { get; set; }

    /// <summary>Those that did not pass.</summary>
    [Parameter]
    public IReadOnlyList<FieldCheck> Checks { get; set; } = [];

    /// <summary>Rules look at it, and each is content.</summary>
    [Parameter]
    public bool Holds { get; set; }

    [Parameter]
    public bool CanCorrect { get; set; }

    [Parameter]
    public bool IsActive { get; set; }

    /// <summary>The page on the screen.</summary>
    [Parameter, EditorRequired]
    public required PageReading Page { get; set; }

    [Parameter]
    public bool Drawing { get; set; }

    [Parameter]
    public EventCallback<bool> DrawingChanged { get; set; }

    /// <summary>Who that is, for a field that somebody else changed.</summary>
    [Parameter, EditorRequired]
    public required Func<DocumentField, string> By { get; set; }

    [Parameter]
    public EventCallback Focused { get; set; }

    /// <summary>The draft is to be saved.</summary>
    [Parameter]
    public EventCallback Saved { get; set; }

    /// <summary>The draft is another; the page shows where it stands now.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private string Label => Definition.Required ? T.Format("field_required_named", Definition.Label()) : Definition.Label();

    /// <summary>How sure the machine was; nothing beside what a person says.</summary>
    private string? Confidence => Edit is { IsDirty: false, Seen: { Origin: FieldOrigin.Extracted, Confidence: var sure } }
        ? Texts.Percent(sure)
        : null;

    private bool IsWrong => Checks.Any(check => check.Outcome == CheckOutcome.Fail);

    public ValueTask Focus() => _input.FocusAsync();

    /// <summary>Whether there is something to save is the page's to know.</summary>
    private Task Type(string text)
    {
        var before = Edit.IsDirty;
        Edit.Text = text;
        return Edit.IsDirty == before ? Task.CompletedTask : Changed.InvokeAsync();
    }

    private Task Press(KeyboardEventArgs key) => key switch
    {
        { IsComposing: true } => Task.CompletedTask, // Enter belongs to the input method
        { Key: "Enter", CtrlKey: false } => Saved.InvokeAsync(),
        { Key: "Escape" } => Undo(),
        _ => Task.CompletedTask,
    };

    private Task Undo()
    {
        Edit.Undo();
        return Changed.InvokeAsync();
    }

    private Task PutOnTop()
    {
        Edit.PutOnTop();
        return Saved.InvokeAsync();
    }

    private Task MoveBox(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "Enter":
                return Saved.InvokeAsync();
            case "Escape":
                return Undo();
            case ['A', 'r', 'r', 'o', 'w', ..] when !key.AltKey:
                Edit.Move(Edit.Place!.ByKey(key.Key, key.ShiftKey, Page.Width, Page.Height));
                return Changed.InvokeAsync();
            default:
                return Task.CompletedTask;
        }
    }

    private Task WholePage()
    {
        Edit.Move(new Place(Page.Page, new Box(0, 0, Page.Width, Page.Height)));
        return Changed.InvokeAsync();
    }
}
