using Preciso.Web.Resources;
using Radzen;

namespace Preciso.Web.Layout;

/// <summary>How our dialogs behave: as wide as fits, closed by Escape, their buttons in the reader's language.</summary>
public static class RadzenDialogs
{
    private const string Width = "min(34rem, 94vw)";

    public static DialogOptions Options(Texts texts) => new() { Width = Width, CloseAriaLabel = texts["close"], CloseDialogOnEsc = true };

    public static ConfirmOptions Confirmation(Texts texts, string action) => new()
    {
        Width = Width,
        OkButtonText = action,
        CancelButtonText = texts["cancel"],
        CloseAriaLabel = texts["close"],
        CloseDialogOnEsc = true,
    };
}
