namespace Preciso.Web.Documents.Library;

/// <summary>What the next files go up with, chosen on a page and used by the tray; and the word that one has arrived.</summary>
public sealed class UploadDesk
{
    public Guid? SpaceId { get; private set; }

    public IList<ExpectedField> Expected { get; } = [];

    /// <summary>Something else goes along from now on.</summary>
    public event Action? Chosen;

    /// <summary>A file was taken in.</summary>
    public event Action? Arrived;

    public void Choose(Guid? spaceId)
    {
        SpaceId = spaceId;
        Chosen?.Invoke();
    }

    /// <summary>What was chosen for this page's files is not meant for those of another.</summary>
    public void Clear()
    {
        Expected.Clear();
        Choose(null);
    }

    public void Expect() => Chosen?.Invoke();

    public void Arrive() => Arrived?.Invoke();

    /// <summary>As form fields of the upload.</summary>
    public IReadOnlyDictionary<string, string?> Fields() => new Dictionary<string, string?>
    {
        ["space_id"] = SpaceId?.ToString(),
        ["expected_fields"] = ExpectedField.Json(Expected),
    };
}
