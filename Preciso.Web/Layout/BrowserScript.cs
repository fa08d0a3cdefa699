using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Preciso.Web.Layout;

/// <summary>The few things that only the browser can do (wwwroot/console.js).</summary>
public sealed class BrowserScript(IJSRuntime script) : IAsyncDisposable
{
    public const string Address = "./_content/Preciso.Web/console.js";

    private Task<IJSObjectReference>? _module;

    public Task<string> TimeZone() => Call<string>("timeZone");

    /// <summary>Keeps something small for the next visit, in a cookie that the next first page is drawn by.</summary>
    public Task Remember(string cookie, string value) => Call<object?>("remember", cookie, value);

    /// <summary>Scrolls as little as it takes to see the element of this id.</summary>
    public Task Uncover(string id) => Call<object?>("uncover", id);

    /// <summary>Sends a form that stands on the page.</summary>
    public Task Submit(string form) => Call<object?>("submit", form);

    /// <summary>To where the focus was before a dialog, where nothing else has taken it since.</summary>
    public Task ReturnFocus() => Call<object?>("returnFocus");

    public Task<bool> Copy(string text) => Call<bool>("copy", text);

    public Task Reveal(ElementReference element) => Call<object?>("reveal", element);

    /// <summary>What was typed in this tab into the box of that name, and not sent yet.</summary>
    public Task<KeptDraft> Draft(string name) => Call<KeptDraft>("draft", name);

    /// <summary>A new draft in place of the one that was sent.</summary>
    public Task<KeptDraft> RenewDraft(string name, string text) => Call<KeptDraft>("renewDraft", name, text);

    private async Task<T> Call<T>(string function, params object?[] arguments)
    {
        _module ??= script.InvokeAsync<IJSObjectReference>("import", Address).AsTask();
        return await (await _module).InvokeAsync<T>(function, arguments);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
            {
                await (await _module).DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the module with it.
        }
    }
}

/// <param name="Id">Stays the same until what was typed has been taken.</param>
public sealed record KeptDraft(string Id, string Text);
