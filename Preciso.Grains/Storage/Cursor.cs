namespace Preciso.Grains.Storage;

/// <summary>Cursors of lists that run from new to old by a version 7 id: the id of the last item shown.</summary>
public static class Cursor
{
    public static Guid? Decode(string? cursor) => cursor switch
    {
        null or "" => null,
        _ when Guid.TryParse(cursor, out var id) => id,
        _ => throw Invalid(),
    };

    /// <summary>A page from one row more than asked for, which tells whether there is another.</summary>
    public static Listing<T> Page<T>(List<T> items, int limit, Func<T, Guid> id) => Page(items, limit, item => id(item).ToString());

    /// <summary>The same for a list whose cursor is something else about the last item shown.</summary>
    public static Listing<T> Page<T>(List<T> items, int limit, Func<T, string> cursor) =>
        items.Count <= limit ? new Listing<T>(items) : new Listing<T>(items[..limit], cursor(items[limit - 1]));

    public static ProblemException Invalid() =>
        new(ProblemKind.Invalid, "cursor_invalid", "The cursor is not one that this list gave out. Start without one.");
}
