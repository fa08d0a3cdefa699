using System.Text.Json;
using Dapper;
using Preciso.Documents;
using Preciso.Grains.Engine;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Documents.Types;

/// <summary>A tenant's own document type: at most one draft, and the versions that were published.</summary>
public sealed class DocumentTypeGrain(Database database) : Grain(database), IDocumentTypeGrain
{
    public Task<DocumentTypeView> SaveDraft(SaveDocumentType command) => Commit(async unit =>
    {
        var key = await Lock(unit);
        var type = TypeDefinition.Require(command.Type);
        TypeDefinition.Demand(type.Key == key, "type_key_invalid", "The definition's key is not the key that it is saved under.");
        var draft = await Draft(unit, key);
        RequireVersion(draft, command.DraftVersion);
        var definition = JsonSerializer.Serialize(type, PrecisoJson.Options);
        if (draft is null || JsonSerializer.Serialize(draft.Type, PrecisoJson.Options) != definition)
        {
            await Write(unit, key, draft, definition);
        }
        return await View(unit, key);
    });

    public Task<DocumentTypeView> Publish(PublishDocumentType command) => Commit(async unit =>
    {
        var key = await Lock(unit);
        var view = await View(unit, key);
        if (view.DraftVersion is null && view.Version == command.DraftVersion)
        {
            return view; // it took effect already
        }
        RequireVersion(await Draft(unit, key), command.DraftVersion);
        await unit.WriteOne(
            "UPDATE document_types SET published_at = @Now WHERE key = @key AND version = @DraftVersion AND published_at IS NULL", new { key, command.DraftVersion, unit.Now });
        unit.Emit(new DocumentTypePublished(key, command.DraftVersion));
        unit.Announce(null, null);
        return await View(unit, key);
    });

    public Task<DocumentTypeView> DiscardDraft(DiscardDocumentType command) => Commit(async unit =>
    {
        var key = await Lock(unit);
        RequireVersion(await Draft(unit, key), command.DraftVersion);
        await unit.WriteOne("DELETE FROM document_types WHERE key = @key AND version = @DraftVersion AND published_at IS NULL", new { key, command.DraftVersion });
        unit.RecordAudit("document_types.draft_discarded", null, null, JsonSerializer.Serialize(new { key, version = command.DraftVersion }, PrecisoJson.Options));
        unit.Announce(null, null); // whoever else has it open learns that there is no draft any more
        return TypeRow.ToView(key, await TypeRow.Current(unit.Connection, key)) ?? new DocumentTypeView(key, null, 0, null, null, false);
    });

    /// <summary>The key within the tenant. The lock stands for a row, which a new type has not yet.</summary>
    private async Task<string> Lock(UnitOfWork unit)
    {
        Caller.Require(Role.Admin);
        var (tenant, key) = Key.Split(':', 2) is [var first, var second] ? (first, second) : throw ProblemException.NotFound("document_type");
        if (!Guid.TryParse(tenant, out var id) || id != Caller.TenantId)
        {
            throw ProblemException.NotFound("document_type");
        }
        await unit.Connection.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended('document_type ' || @Key, 0))", new { Key });
        return key;
    }

    private static async Task<TypeRow?> Draft(UnitOfWork unit, string key) =>
        (await TypeRow.Current(unit.Connection, key)).FirstOrDefault(row => row.PublishedAt is null);

    private static void RequireVersion(TypeRow? draft, int? version)
    {
        if (draft?.Version != version)
        {
            throw new ProblemException(ProblemKind.Conflict, "changed_meanwhile", "Somebody else saved or published this draft meanwhile. Load it again.");
        }
    }

    /// <summary>Each save has a number of its own, so that two people who edit the same draft notice each other.</summary>
    private async Task Write(UnitOfWork unit, string key, TypeRow? draft, string definition)
    {
        if (draft is not null)
        {
            await unit.WriteOne("DELETE FROM document_types WHERE key = @key AND version = @Version AND published_at IS NULL", new { key, draft.Version });
        }
        var version = await unit.Connection.ExecuteScalarAsync<int>(
            """
            INSERT INTO document_types (tenant_id, key, version, definition, saved_by, saved_at)
            SELECT @TenantId, @key, greatest(coalesce(max(version), 0), @before) + 1, @definition::jsonb, @UserId, @Now FROM document_types WHERE key = @key
            RETURNING version
            """,
            new { Caller.TenantId, key, before = draft?.Version ?? 0, definition, Caller.UserId, unit.Now });
        unit.Emit(new DocumentTypeSaved(key, version));
        unit.Announce(null, null);
    }

    private static async Task<DocumentTypeView> View(UnitOfWork unit, string key) =>
        TypeRow.ToView(key, await TypeRow.Current(unit.Connection, key)) ?? throw ProblemException.NotFound("document_type");
}
