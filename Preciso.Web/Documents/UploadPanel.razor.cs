using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Preciso.Documents;
using Preciso.Web.Layout;

namespace Preciso.Web.Documents;

/// <summary>
/// Each file goes up in a request of its own, sent by the browser: the circuit never carries the bytes, and one refused
/// file does not stop the others.
/// </summary>
public sealed partial class UploadPanel(BrowserScript script) : ComponentBase, IDisposable
{
    private readonly List<Upload> _uploads = [];
    private readonly List<ExpectedField> _expected = [];
    private string _space = "";
    private ElementReference _zone;
    private DotNetObjectReference<UploadPanel>? _self;

    [Parameter, EditorRequired]
    public required IReadOnlyList<TypeChoice> Types { get; set; }

    /// <summary>A file has been taken in.</summary>
    [Parameter]
    public EventCallback Uploaded { get; set; }

    [JSInvokable]
    public void Accepted(PickedFile[] files)
    {
        _uploads.AddRange(files.Select(file => new Upload(file)));
        StateHasChanged();
    }

    [JSInvokable]
    public void Progressed(int key, int percent)
    {
        Find(key).Percent = percent;
        StateHasChanged();
    }

    /// <param name="status">The HTTP status; 0 when the connection broke.</param>
    [JSInvokable]
    public async Task Answered(int key, int status, string body)
    {
        var upload = Find(key);
        if (status == 202)
        {
            var uploaded = JsonSerializer.Deserialize<UploadedDocument>(body, PrecisoJson.Options)!;
            (upload.DuplicateOf, upload.ReadAgain) = (uploaded.DuplicateOf, uploaded.ReadAgain);
            if (uploaded.DuplicateOf is null)
            {
                _uploads.Remove(upload); // from here on the list of documents shows how it goes on
            }
            await Uploaded.InvokeAsync();
        }
        else
        {
            upload.Refusal = Reason(status, body);
        }
        StateHasChanged();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            await script.AcceptFiles(_zone, _self);
        }
    }

    private Upload Find(int key) => _uploads.Single(upload => upload.Key == key);

    private string Reason(int status, string body)
    {
        try
        {
            if (JsonSerializer.Deserialize<Refusal>(body, PrecisoJson.Options) is { Code: { } code } refusal)
            {
                return T.Problem(code, refusal.Detail ?? refusal.Title ?? code);
            }
        }
        catch (JsonException)
        {
            // Not from our gateway: a proxy, or a connection that broke.
        }
        return status == 0 ? T["upload_broken"] : T.Format("upload_status", status);
    }

    public void Dispose() => _self?.Dispose();

    public sealed record PickedFile(int Key, string Name, long Size);

    private sealed record Refusal(string? Code, string? Title, string? Detail);

    private sealed class Upload(PickedFile file)
    {
        public int Key => file.Key;

        public string Name => file.Name;

        public long Size => file.Size;

        public int Percent { get; set; }

        public Guid? DuplicateOf { get; set; }

        /// <summary>It was there already, but could not be read; it is read anew.</summary>
        public bool ReadAgain { get; set; }

        public string? Refusal { get; set; }

        public bool Ended => DuplicateOf is not null || Refusal is not null;
    }
}
