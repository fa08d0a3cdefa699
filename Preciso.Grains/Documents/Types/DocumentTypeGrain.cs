using System.Text.Json;
using Npgsql;
using Orleans;
using Orleans.Concurrency;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Reading.Fields;
using Preciso.Tenants;

namespace Preciso.Grains.Documents.Types;

/// <summary>A tenant's own document type: at most one draft, and the versions that were published.</summary>
[Reentrant, GrainType("documenttype")]
public sealed class DocumentTypeGrain(Database database, GroupCommit commits)
    : RememberingGrain<TypeVersions>(database, commits), IDocumentTypeGrain
{
    protected override ProblemException Missing => ProblemException.NotFound("document_type");

    public Task<DocumentTypeView> SaveDraft(SaveDocumentType command) => Change(
        (versions, unit) =>
        {
            unit.Caller.Require(Role.Admin);
            var type = TypeDefinition.Require(command.Type);
            TypeDefinition.Demand(
                type.Key == versions.Key, "type_key_invalid", "The definition's key is not the key that it is saved under.");
            RequireVersion(versions, command.DraftVersion);
            var definition = JsonSerializer.Serialize(type, PrecisoJson.Options);
            return versions.Draft is { } draft && JsonSerializer.Serialize(draft.Type, PrecisoJson.Options) == definition
                ? versions
                : Save(versions, definition, unit);
        },
        RequireView);

    public Task<DocumentTypeView> Publish(PublishDocumentType command) => Change(
        (versions, unit) =>
        {
            unit.Caller.Require(Role.Admin);
            if (versions.Draft is null && RequireView(versions).Version == command.DraftVersion)
            {
                return versions; // it took effect already
            }
            RequireVersion(versions, command.DraftVersion);
            unit.Add(Statement.One(
                "UPDATE document_types SET published_at = @Now WHERE key = @Key AND version = @DraftVersion AND published_at IS NULL",
                new { versions.Key, command.DraftVersion, unit.Now }));
            unit.Emit(new DocumentTypePublished(versions.Key, command.DraftVersion));
            unit.Announce(null, null);
            return versions with { Published = versions.Draft! with { PublishedAt = unit.Now }, Draft = null };
        },
        RequireView);

    public Task<DocumentTypeView> DiscardDraft(DiscardDocumentType command) => Change(
        (versions, unit) =>
        {
            unit.Caller.Require(Role.Admin);
            RequireVersion(versions, command.DraftVersion);
            unit.Add(Statement.One(DeleteDraft, new { versions.Key, Version = command.DraftVersion }));
            unit.RecordAudit("document_types.draft_discarded", null, null,
                JsonSerializer.Serialize(new { versions.Key, version = command.DraftVersion }, PrecisoJson.Options));
            unit.Announce(null, null); // whoever else has it open learns that there is no draft any more
            return versions with { Draft = null };
        },
        versions => versions.ToView() ?? new DocumentTypeView(versions.Key, null, 0, null, null, false));

    protected override async Task<TypeVersions?> Load(NpgsqlConnection connection)
    {
        var (tenant, key) = Key.Split(':', 2) is [var first, var second] && Guid.TryParse(first, out var id) ? (id, second) : throw Missing;
        var rows = await TypeRow.Current(connection, key);
        return new TypeVersions(
            tenant, key, rows.FirstOrDefault(row => row.PublishedAt is not null), rows.FirstOrDefault(row => row.PublishedAt is null));
    }

    /// <summary>Each statement says which draft it means, and the schema allows one: there is no row beside them.</summary>
    protected override NpgsqlBatchCommand? Update(TypeVersions before, TypeVersions next) => null;

    private const string DeleteDraft = "DELETE FROM document_types WHERE key = @Key AND version = @Version AND published_at IS NULL";

    private static void RequireVersion(TypeVersions versions, int? version)
    {
        if (versions.Draft?.Version != version)
        {
            throw new ProblemException(ProblemKind.Conflict, ProblemException.ChangedCode,
                "Somebody else saved or published this draft meanwhile. Load it again.");
        }
    }

    /// <summary>Each save has a number of its own, so that two people who edit the same draft notice each other.</summary>
    private static TypeVersions Save(TypeVersions versions, string definition, UnitOfWork unit)
    {
        if (versions.Draft is { } draft)
        {
            unit.Add(Statement.One(DeleteDraft, new { versions.Key, draft.Version }));
        }
        var saved = new TypeRow { Key = versions.Key, Version = versions.Last + 1, Definition = definition };
        unit.Add(
            Statement.From(
                """
                INSERT INTO document_types (tenant_id, key, version, definition, saved_by, saved_at)
                VALUES (@TenantId, @Key, @Version, @Definition::jsonb, @UserId, @Now)
                """,
                new { unit.Caller.TenantId, saved.Key, saved.Version, saved.Definition, unit.Caller.UserId, unit.Now }),
            refused => refused.SqlState == PostgresErrorCodes.UniqueViolation ? ProblemException.ChangedMeanwhile() : null);
        unit.Emit(new DocumentTypeSaved(versions.Key, saved.Version));
        unit.Announce(null, null);
        return versions with { Draft = saved };
    }

    private DocumentTypeView RequireView(TypeVersions versions) => versions.ToView() ?? throw Missing;
}
