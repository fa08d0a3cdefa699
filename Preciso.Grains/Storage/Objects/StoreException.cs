namespace Preciso.Grains.Storage.Objects;

/// <summary>
/// The object store could not do it. It is nobody's input that is wrong, and another try may succeed; a job is tried again, a caller is
/// told to. <see cref="Code"/> is stable and has a text in the console's resources in each language.
/// </summary>
public sealed class StoreException : IOException
{
    public const string Unreachable = "storage_unreachable";
    public const string Refused = "storage_refused";
    public const string Full = "storage_full";
    public const string Missing = "object_missing";

    private const int NoSpace = 28; // ENOSPC
    private const int OverQuota = 122; // EDQUOT

    public StoreException(string code, Exception? cause = null) : base(Text(code), cause) => Code = code;

    public string Code { get; }

    /// <summary>What a local disk said.</summary>
    public static StoreException From(Exception disk) => disk switch
    {
        StoreException told => told,
        { HResult: NoSpace or OverQuota } => new StoreException(Full, disk),
        UnauthorizedAccessException => new StoreException(Refused, disk),
        _ => new StoreException(Unreachable, disk),
    };

    /// <summary>Does something with a local disk.</summary>
    public static async Task On(Func<Task> disk)
    {
        try
        {
            await disk();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw From(e);
        }
    }

    private static string Text(string code) => code switch
    {
        Full => "There is no room left for files. Make room on the disk or raise the quota of the object store; then try again.",
        Refused => "The store of the files refuses this silo. Who runs it should look at the bucket, the key, or the rights of the folder.",
        Missing => "The file is not in the store. It was removed there, or this silo looks into another store.",
        _ => "The store of the files cannot be reached just now. Try again in a moment.",
    };
}
