using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Preciso.Documents;

namespace Preciso.Web.Documents.Library;

/// <summary>
/// Filter, order and columns of the list, as its address has them: so they can be bookmarked, sent to a colleague and saved as a view.
/// What an address says that we do not know is passed over.
/// </summary>
public sealed record DocumentListAddress
{
    public const string Page = "/documents";

    /// <summary>In place of a space: one's own documents that lie in none.</summary>
    public const string NoSpace = "none";

    private const string NameOnly = "name";

    public string Search { get; init; } = "";
    public IReadOnlyList<DocumentState> States { get; init; } = [];
    public string? Type { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>A space's id, or <see cref="NoSpace"/>.</summary>
    public string? Space { get; init; }

    /// <summary>True for one's own, false for what others share.</summary>
    public bool? Mine { get; init; }
    public DateOnly? From { get; init; }

    /// <summary>That day too.</summary>
    public DateOnly? To { get; init; }
    public DocumentSort Sort { get; init; }
    public bool Ascending { get; init; }
    public IReadOnlySet<DocumentColumn> Columns { get; init; } = DocumentColumns.Usual;

    public bool IsFiltered =>
        Search != "" || States.Count > 0 || Type is not null || Tags.Count > 0 || Space is not null || Mine is not null || From is not null
        || To is not null;

    public Guid? SpaceId => Guid.TryParse(Space, out var id) ? id : null;

    /// <summary>The same with another filter: nobody looks for the space in which they stand.</summary>
    public DocumentListAddress WithoutFilter() => new() { Sort = Sort, Ascending = Ascending, Columns = Columns };

    /// <summary>In the order of a column; in the other direction where it is in that order already.</summary>
    public DocumentListAddress OrderedBy(DocumentSort sort) =>
        this with { Sort = sort, Ascending = sort == Sort ? !Ascending : sort is not (DocumentSort.Added or DocumentSort.Size) };

    public static DocumentListAddress Parse(string query)
    {
        var parts = QueryHelpers.ParseQuery(query);
        var order = Text("sort") ?? "";
        var isSort = Snake.TryParse<DocumentSort>(order.TrimStart('-'), out var sort);
        return new DocumentListAddress
        {
            Search = Text("q") ?? "",
            States = Known<DocumentState>("state"),
            Type = Text("type"),
            Tags = List("tag"),
            Space = Text("space") is { } space && (space == NoSpace || Guid.TryParse(space, out _)) ? space : null,
            Mine = Text("owner") switch { "me" => true, "others" => false, _ => null },
            From = Day("from"),
            To = Day("to"),
            Sort = isSort ? sort : DocumentSort.Added,
            Ascending = isSort && !order.StartsWith('-'),
            Columns = Known<DocumentColumn>("columns") is { Length: > 0 } columns ? columns.ToHashSet()
                : Text("columns") == NameOnly ? new HashSet<DocumentColumn>() : DocumentColumns.Usual,
        };

        string? Text(string key) => parts.TryGetValue(key, out var values) && values[0] is { Length: > 0 } text ? text : null;

        string[] List(string key) => Text(key)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

        TEnum[] Known<TEnum>(string key) where TEnum : struct, Enum =>
            [.. List(key).Select(code => Snake.TryParse<TEnum>(code, out var value) ? value : (TEnum?)null).OfType<TEnum>()];

        DateOnly? Day(string key) =>
            DateOnly.TryParseExact(Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    /// <summary>Without the question mark; empty for the list as everyone first sees it.</summary>
    public string ToQuery()
    {
        var parts = new Dictionary<string, string?>
        {
            ["q"] = Search,
            ["state"] = Codes(States),
            ["type"] = Type,
            ["tag"] = string.Join(',', Tags),
            ["space"] = Space,
            ["owner"] = Mine switch { true => "me", false => "others", null => null },
            ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["sort"] = Sort == DocumentSort.Added && !Ascending ? null : $"{(Ascending ? "" : "-")}{Snake.Case(Sort)}",
            ["columns"] = Columns.SetEquals(DocumentColumns.Usual) ? null : Columns.Count == 0 ? NameOnly : Codes(Columns.Order()),
        };
        return QueryHelpers.AddQueryString("", parts.Where(part => !string.IsNullOrEmpty(part.Value))).TrimStart('?');
    }

    public string ToAddress() => ToQuery() is { Length: > 0 } query ? $"{Page}?{query}" : Page;

    /// <param name="zone">In which a day begins and ends for the reader.</param>
    public DocumentFilter ToFilter(string? cursor, TimeZoneInfo zone) =>
        new(Search: Search == "" ? null : Search, Cursor: cursor, Type: Type)
        {
            States = States.Count == 0 ? null : States,
            SpaceId = SpaceId,
            Unfiled = Space == NoSpace,
            Tags = Tags,
            Mine = Mine,
            From = Midnight(From, zone),
            Until = Midnight(To?.AddDays(1), zone),
            Sort = Sort,
            Ascending = Ascending,
        };

    private static DateTimeOffset? Midnight(DateOnly? day, TimeZoneInfo zone) =>
        day?.ToDateTime(TimeOnly.MinValue) is { } at ? new DateTimeOffset(at, zone.GetUtcOffset(at)) : null;

    private static string Codes<TEnum>(IEnumerable<TEnum> values) where TEnum : struct, Enum =>
        string.Join(',', values.Select(Snake.Case));
}
