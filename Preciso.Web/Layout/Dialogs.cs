using Microsoft.AspNetCore.Components;
using MudBlazor;
using Preciso.Web.Resources;

namespace Preciso.Web.Layout;

/// <summary>Asks before something is done, and shows forms over the page.</summary>
public sealed class Dialogs(IDialogService service, BrowserScript script, Texts texts)
{
    private static readonly DialogOptions Small = new()
    {
        MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true, CloseButton = true,
    };

    /// <param name="action">The word on the button that does it.</param>
    /// <param name="leave">The word on the other one, where "cancel" would be misread.</param>
    public async Task<bool> Confirm(string title, string text, string action, string? leave = null)
    {
        var confirmed = await service.ShowMessageBoxAsync(title, text, action, cancelText: leave ?? texts["cancel"], options: Small);
        await script.ReturnFocus();
        return confirmed == true;
    }

    /// <summary>The dialog's result, or the default if it was closed without one.</summary>
    public async Task<TResult?> Show<TDialog, TResult>(string title, DialogParameters<TDialog> parameters, DialogOptions? options = null)
        where TDialog : IComponent
    {
        var dialog = await service.ShowAsync<TDialog>(title, parameters, options ?? Small);
        var ended = await dialog.Result;
        await script.ReturnFocus();
        return ended is { Canceled: false, Data: TResult result } ? result : default;
    }
}
