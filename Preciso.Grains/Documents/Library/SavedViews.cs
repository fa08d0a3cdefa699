using Dapper;
using Preciso.Documents;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents.Library;

/// <summary>A person's own lists: nobody else reads them, so there is nothing to tell the world.</summary>
public sealed class SavedViews(Database database, TimeProvider time) : ISavedViews
{
    private const int Most = 50;
    private const int LongestName = 100;
    private const int LongestQuery = 2000;
    private const int MostColumns = 30;

    public Task<IReadOnlyList<SavedView>> List(Caller caller, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection => (IReadOnlyList<SavedView>)[.. (await connection.QueryAsync<SavedViewRow>(
            "SELECT view_id AS id, name, query, columns FROM saved_views WHERE tenant_id = @TenantId AND user_id = @UserId ORDER BY name",
            new { caller.TenantId, caller.UserId })).Select(row => row.ToView())],
        cancel);

    public Task<SavedView> Save(Caller caller, SaveView command, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var name = command.Name.Trim();
            Require(name, command);
            var columns = command.Columns?.ToArray() ?? [];
            var row = await connection.QuerySingleOrDefaultAsync<SavedViewRow>(
                """
                INSERT INTO saved_views (view_id, tenant_id, user_id, name, query, columns, saved_at)
                SELECT @id, @TenantId, @UserId, @name, @Query, @columns, @now
                WHERE (SELECT count(*) FROM saved_views WHERE tenant_id = @TenantId AND user_id = @UserId AND name <> @name) < @Most
                ON CONFLICT (tenant_id, user_id, name) DO UPDATE
                SET query = excluded.query, columns = excluded.columns, saved_at = excluded.saved_at
                RETURNING view_id AS id, name, query, columns
                """,
                new
                {
                    id = Guid.CreateVersion7(), caller.TenantId, caller.UserId, name, command.Query, columns, now = time.GetUtcNow(), Most,
                });
            return row?.ToView() ?? throw new ProblemException(
                ProblemKind.Invalid, "too_many_views", "You have 50 saved views already. Remove one first.");
        },
        cancel);

    public async Task Remove(Caller caller, Guid viewId, CancellationToken cancel)
    {
        var removed = await database.Query(
            caller.TenantId,
            connection => connection.ExecuteAsync(
                "DELETE FROM saved_views WHERE view_id = @viewId AND user_id = @UserId", new { viewId, caller.UserId }),
            cancel);
        if (removed == 0)
        {
            throw ProblemException.NotFound("view");
        }
    }

    private static void Require(string name, SaveView command)
    {
        if (name.Length is 0 or > LongestName || command.Query.Length > LongestQuery || command.Columns?.Count > MostColumns)
        {
            throw new ProblemException(ProblemKind.Invalid, "view_invalid", "A view has a name of 1 to 100 characters.");
        }
    }

    private sealed class SavedViewRow
    {
        public Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Query { get; init; }
        public required string[] Columns { get; init; }

        public SavedView ToView() => new(Id, Name, Query, Columns);
    }
}
