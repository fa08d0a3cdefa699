using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Reading.Fields;

namespace Preciso.Grains.Documents.Types;

/// <summary>A version of a tenant's own type as it is stored.</summary>
public sealed record TypeRow
{
    public required string Key { get; init; }

    public int Version { get; init; }

    public required string Definition { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public DocumentType Type => JsonSerializer.Deserialize<DocumentType>(Definition, PrecisoJson.Options)!;

    private const string CurrentSql =
        """
        SELECT DISTINCT ON (key, published_at IS NULL) key, version, definition, published_at
        FROM document_types
        WHERE @key::text IS NULL OR key = @key
        ORDER BY key, published_at IS NULL, version DESC
        """;

    /// <summary>The draft and the latest published version of each type, or of one.</summary>
    public static async Task<IReadOnlyList<TypeRow>> Current(NpgsqlConnection connection, string? key = null) =>
        [.. await connection.QueryAsync<TypeRow>(CurrentSql, new { key })];

    /// <summary>The same of all, as one of several queries.</summary>
    public static NpgsqlBatchCommand CurrentQuery() => Statement.From(CurrentSql, new { key = (string?)null });

    /// <summary>Null if there is no such type, built in or of the tenant.</summary>
    public static DocumentTypeView? ToView(string key, IEnumerable<TypeRow> current)
    {
        var rows = current.Where(row => row.Key == key).ToList();
        var (published, draft) = (rows.Find(row => row.PublishedAt is not null), rows.Find(row => row.PublishedAt is null));
        var builtIn = BuiltInTypes.All.FirstOrDefault(type => type.Key == key);
        return rows.Count == 0 && builtIn is null ? null
            : new DocumentTypeView(
                key, published?.Type ?? builtIn, published?.Version ?? 0, draft?.Type, draft?.Version, builtIn is not null);
    }
}

/// <summary>What there is of one type of a tenant.</summary>
public sealed record TypeVersions(Guid TenantId, string Key, TypeRow? Published, TypeRow? Draft) : IRemembered<TypeVersions>
{
    /// <summary>Counts what this activation has written; no row has it.</summary>
    public long Version { get; init; }

    /// <summary>The number given last.</summary>
    public int Last => Math.Max(Published?.Version ?? 0, Draft?.Version ?? 0);

    public TypeVersions At(long version) => this with { Version = version };

    public DocumentTypeView? ToView() => TypeRow.ToView(Key, new[] { Published, Draft }.OfType<TypeRow>());
}
