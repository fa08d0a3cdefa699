using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Documents;
using Preciso.Grains.Documents;
using Preciso.Grains.Documents.Validation;
using Preciso.Reading.Validation;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents.Types;

/// <summary>What tests about types need of a silo.</summary>
internal static class TypeWorld
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static IDocumentTypes Types(this TestSilo silo) => silo.Services.GetRequiredService<IDocumentTypes>();

    public static IDocumentTypeGrain Type(this TestSilo silo, Caller caller, string key, Guid? tenant = null) =>
        silo.Grains.Get<IDocumentTypeGrain>($"{tenant ?? caller.TenantId:D}:{key}", caller);

    /// <summary>A delivery note with a number and a weight.</summary>
    public static DocumentType DeliveryNote(string key = "delivery_note", params ValidationRule[] rules) => new(
        key, Names("Delivery note"), ["delivery note", "consignee", "gross weight"],
        [
            new FieldDefinition("number", Names("Number"), FieldType.Text, ["Delivery note no", "Note no"], "[A-Z]-[0-9]+", Required: true),
            new FieldDefinition("weight", Names("Weight"), FieldType.Number, ["Gross weight"]),
        ],
        rules);

    public static Dictionary<string, string> Names(string name) => new() { ["en"] = name };

    /// <summary>An uploaded text once it was read, whatever came of it, with its signature.</summary>
    public static async Task<Guid> UploadRead(this TestSilo silo, Caller caller, string filename, string text)
    {
        var uploaded = await silo.Upload(caller, filename, Encoding.UTF8.GetBytes(text));
        await silo.Settled(caller, uploaded.DocumentId);
        var pages = await silo.Database.Query(
            caller.TenantId, connection => DocumentPages.Read(connection, uploaded.DocumentId, 1, 20), Cancel);
        var signature = DuplicateQueries.SignatureInsertion(caller.TenantId, uploaded.DocumentId, DuplicateQueries.Signature(pages));
        await silo.Database.Write(caller.TenantId, [signature], Cancel);
        return uploaded.DocumentId;
    }

    public static Task Share(this TestSilo silo, Caller owner, Guid document, Caller reader) =>
        silo.Grains.Get<IDocumentGrain>(document, owner).Share(new ShareDocument(reader.UserId, null, SharePermission.Read));

    public static Task Execute(this TestSilo silo, Caller caller, string sql, object parameters) =>
        silo.Database.Query(caller.TenantId, connection => connection.ExecuteAsync(sql, parameters), Cancel);

    public static Task<IReadOnlyList<string>> Events(this TestSilo silo, Caller caller) => silo.Database.Query(
        caller.TenantId,
        async connection => (IReadOnlyList<string>)[.. await connection.QueryAsync<string>(
            "SELECT name FROM events WHERE tenant_id = @TenantId AND name LIKE 'document\\_types.%' ORDER BY position",
            new { caller.TenantId })],
        Cancel);
}
