using Microsoft.AspNetCore.Mvc;
using Preciso.Documents;

namespace Preciso.Silo.Documents;

/// <summary>The list's filter as a query string has it.</summary>
/// <param name="Status">One, or several with commas between.</param>
/// <param name="Search">Part of the name, a tag or the space's name, or words of the text.</param>
/// <param name="SpaceId">A space's id, or <c>none</c> for the caller's files that lie in none.</param>
/// <param name="Tag">One, or several with commas between: all of them.</param>
/// <param name="Owner"><c>me</c> or <c>others</c>.</param>
/// <param name="Sort">
/// <c>added</c>, <c>name</c>, <c>state</c>, <c>pages</c>, <c>size</c>, <c>type</c> or <c>owner</c>; with - before it from the end.
/// </param>
/// <param name="Total">Counts what the filter lets through, up to 10000.</param>
public sealed record DocumentListQuery(
    string? Status, string? Search, string? Space, [FromQuery(Name = "space_id")] string? SpaceId, string? Type, string? Tag,
    string? Owner, DateTimeOffset? From, DateTimeOffset? Until, string? Sort, bool? Total, string? Cursor, int? Limit)
{
    public DocumentFilter ToFilter()
    {
        var (sort, ascending) = Order();
        return new DocumentFilter(Search: Search, Space: Space, Cursor: Cursor, Limit: Limit ?? 50, Type: Type)
        {
            States = Status is null ? null : [.. Parts(Status).Select(State)],
            SpaceId = SpaceId is null or "none" ? null
                : Guid.TryParse(SpaceId, out var space) ? space : throw ProblemException.NotFound("space"),
            Unfiled = SpaceId == "none",
            Tags = Tag is null ? null : Parts(Tag),
            Mine = Owner switch { null => null, "me" => true, "others" => false, _ => throw Invalid("owner", Owner) },
            From = From,
            Until = Until,
            Sort = sort,
            Ascending = ascending,
        };
    }

    // The newest first, as ever, where nothing is said.
    private (DocumentSort Sort, bool Ascending) Order() => Sort switch
    {
        null => (DocumentSort.Added, false),
        ['-', .. var key] when Snake.TryParse<DocumentSort>(key, out var sort) => (sort, false),
        _ when Snake.TryParse<DocumentSort>(Sort, out var sort) => (sort, true),
        _ => throw Invalid("sort", Sort),
    };

    private static DocumentState State(string status) =>
        Snake.TryParse<DocumentState>(status, out var parsed) ? parsed : throw Invalid("status", status);

    private static string[] Parts(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static ProblemException Invalid(string parameter, string value) =>
        new(ProblemKind.Invalid, $"{parameter}_invalid", $"'{value}' is not a document {parameter}.");
}
