using Dapper;
using Preciso.Documents;
using Preciso.Grains.Storage;
using Preciso.Reading.Fields;

namespace Preciso.Grains.Documents.Types;

/// <summary>The reading side of document types. Everybody of a tenant may see what its documents are read by.</summary>
public sealed class DocumentTypeQueries(Database database, TypeTrials trials) : IDocumentTypes
{
    public Task<IReadOnlyList<DocumentTypeView>> List(Caller caller, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var current = await TypeRow.Current(connection);
            var keys = BuiltInTypes.All.Select(type => type.Key).Concat(current.Select(row => row.Key)).Distinct();
            return (IReadOnlyList<DocumentTypeView>)[.. keys.Select(key => TypeRow.ToView(key, current)!)];
        },
        cancel);

    public Task<DocumentTypeView> Get(Caller caller, string key, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection => TypeRow.ToView(key, await TypeRow.Current(connection, key)) ?? throw ProblemException.NotFound("document_type"),
        cancel);

    public Task<IReadOnlyList<DocumentTypeVersion>> Versions(Caller caller, string key, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var versions = (await connection.QueryAsync<VersionRow>(
                """
                SELECT t.version, t.published_at IS NULL AS is_draft, u.name AS saved_by, t.saved_at, t.published_at
                FROM document_types t
                JOIN users u ON u.user_id = t.saved_by
                WHERE t.key = @key
                ORDER BY t.version DESC
                """,
                new { key })).Select(row => row.ToVersion()).ToList();
            return versions.Count > 0 || BuiltInTypes.All.Any(type => type.Key == key)
                ? (IReadOnlyList<DocumentTypeVersion>)versions
                : throw ProblemException.NotFound("document_type");
        },
        cancel);

    public Task<IReadOnlyList<TypeTrial>> Try(Caller caller, DocumentType type, IReadOnlyList<Guid>? documents, CancellationToken cancel) =>
        trials.Run(caller, TypeDefinition.Require(type), documents, cancel);

    private sealed class VersionRow
    {
        public int Version { get; init; }
        public bool IsDraft { get; init; }
        public string? SavedBy { get; init; }
        public DateTimeOffset SavedAt { get; init; }
        public DateTimeOffset? PublishedAt { get; init; }

        public DocumentTypeVersion ToVersion() => new(Version, IsDraft, SavedBy, SavedAt, PublishedAt);
    }
}
