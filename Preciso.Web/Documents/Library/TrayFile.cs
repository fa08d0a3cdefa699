using System.Text.Json;
using Preciso.Documents;
using Preciso.Web.Resources;

namespace Preciso.Web.Documents.Library;

/// <summary>A file as the browser's queue names it.</summary>
/// <param name="Name">With the folders that it was picked in.</param>
public sealed record PickedFile(int Key, string Name, long Size);

/// <param name="Speed">Bytes a second.</param>
public sealed record FileProgress(int Key, long Loaded, long Speed);

/// <summary>A file in the tray, from being picked to what the server said of it.</summary>
public sealed class TrayFile(PickedFile file)
{
    public int Key => file.Key;

    public string Name => file.Name;

    public long Size => file.Size;

    public long Loaded { get; private set; }

    public long Speed { get; private set; }

    public int Percent => Size == 0 ? 0 : (int)(100 * Loaded / Size);

    /// <summary>Null until the server has taken it.</summary>
    public UploadedDocument? Taken { get; private set; }

    /// <summary>Why the server did not take it, in words.</summary>
    public string? Refusal { get; private set; }

    /// <summary>It is there already, and a person has yet to say what is to become of that.</summary>
    public bool IsDuplicate => Taken is { DuplicateOf: not null, ReadAgain: false };

    public bool Ended => Taken is not null || Refusal is not null;

    public void Progress(FileProgress progress) => (Loaded, Speed) = (progress.Loaded, progress.Speed);

    public void Again() => (Loaded, Speed, Taken, Refusal) = (0, 0, null, null);

    /// <param name="status">The HTTP status; 0 when the connection broke.</param>
    public void Answer(int status, string body, Texts texts)
    {
        if (status == 202)
        {
            Taken = JsonSerializer.Deserialize<UploadedDocument>(body, PrecisoJson.Options);
        }
        else
        {
            Refusal = Reason(status, body, texts);
        }
    }

    private static string Reason(int status, string body, Texts texts)
    {
        try
        {
            if (JsonSerializer.Deserialize<UploadRefusal>(body, PrecisoJson.Options) is { Code: { } code } refusal)
            {
                return texts.Problem(code, refusal.Detail ?? refusal.Title ?? code);
            }
        }
        catch (JsonException)
        {
            // Not from our gateway: a proxy, or a connection that broke.
        }
        return status == 0 ? texts["upload_broken"] : texts.Format("upload_status", status);
    }

    private sealed record UploadRefusal(string? Code, string? Title, string? Detail);
}
