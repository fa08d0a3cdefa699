using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Preciso.Tenants;
using Preciso.Web.Resources;
using Preciso.Web.Tenants;

namespace Preciso.Web.Documents.Library;

/// <summary>
/// Shows the browser's queue of files (wwwroot/uploads.js), which sends each in a request of its own: the circuit never carries the bytes,
/// one refused file does not stop the others, and they go on while the person walks from page to page.
/// </summary>
public sealed partial class UploadTray(IJSRuntime script, Session session, UploadDesk desk) : ComponentBase, IAsyncDisposable
{
    private const string Address = "./_content/Preciso.Web/uploads.js";

    private readonly List<TrayFile> _files = [];
    private List<string> _unfinished = [];
    private DotNetObjectReference<UploadTray>? _self;
    private IJSObjectReference? _queue;
    private string? _said;
    private bool _may;
    private bool _listening;
    private bool _folded;

    private string Summary
    {
        get
        {
            var (left, refused) = (_files.Count(file => !file.Ended), _files.Count(file => file.Refusal is not null));
            return _files.Count == 0 ? T["upload_tray"]
                : left > 0 ? T.Format("upload_left", left)
                : refused > 0 ? T.Format("upload_ended_refused", _files.Count - refused, refused)
                : T.Format("upload_ended", _files.Count);
        }
    }

    [JSInvokable]
    public void Accepted(PickedFile[] files)
    {
        _files.AddRange(files.Where(file => _files.TrueForAll(known => known.Key != file.Key)).Select(file => new TrayFile(file)));
        _folded = false;
        StateHasChanged();
    }

    [JSInvokable]
    public void Progressed(FileProgress[] moved)
    {
        foreach (var progress in moved)
        {
            Find(progress.Key)?.Progress(progress);
        }
        StateHasChanged();
    }

    [JSInvokable]
    public void Answered(int key, int status, string body)
    {
        if (Find(key) is not { Ended: false } file)
        {
            return;
        }
        file.Answer(status, body, T);
        _said = file.Refusal is { } reason ? $"{file.Name}: {reason}" : T.Format("upload_taken_named", file.Name);
        if (file.Taken is not null)
        {
            desk.Arrive();
        }
        StateHasChanged();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _may = (await session.Caller()).Role >= Role.Analyst;
            if (_may)
            {
                _self = DotNetObjectReference.Create(this);
                _queue = await script.InvokeAsync<IJSObjectReference>("import", Address);
                _unfinished = [.. await _queue.InvokeAsync<string[]>("attach", _self, desk.Fields())];
                desk.Chosen += Carry;
                _listening = true;
                StateHasChanged();
            }
        }
    }

    private TrayFile? Find(int key) => _files.Find(file => file.Key == key);

    private void Carry() => _ = InvokeAsync(() => Tell("carry", desk.Fields()));

    private Task Cancel(TrayFile file)
    {
        _files.Remove(file);
        return Tell("cancel", file.Key);
    }

    private Task Retry(TrayFile file)
    {
        file.Again();
        return Tell("retry", file.Key);
    }

    private Task Dismiss(TrayFile file)
    {
        _files.Remove(file);
        return Tell("forget", new[] { file.Key });
    }

    private Task Clear()
    {
        var keys = _files.ConvertAll(file => file.Key).ToArray();
        _files.Clear();
        _unfinished.Clear();
        return Tell("forget", keys);
    }

    private async Task Tell(string function, object argument)
    {
        try
        {
            await _queue!.InvokeVoidAsync(function, argument);
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the queue with it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        desk.Chosen -= Carry;
        try
        {
            if (_queue is not null)
            {
                await _queue.InvokeVoidAsync("detach");
                await _queue.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the queue with it.
        }
        _self?.Dispose();
    }
}
