using Npgsql;
using Preciso.Documents;
using Preciso.Reading.Fields;

namespace Preciso.Grains.Documents.Types;

/// <summary>
/// The types by which a tenant's documents are read: the built-in ones, and its own published ones in their place or beside them.
/// </summary>
public sealed class TypeCatalog
{
    private readonly IReadOnlyList<DocumentType> _builtIn = BuiltInTypes.All;

    /// <param name="connection">In a transaction of the tenant.</param>
    public async Task<IReadOnlyList<DocumentType>> Published(NpgsqlConnection connection) => With(await TypeRow.Current(connection));

    /// <param name="current">The tenant's own, drafts too.</param>
    public IReadOnlyList<DocumentType> With(IReadOnlyList<TypeRow> current)
    {
        var own = current.Where(row => row.PublishedAt is not null).Select(row => row.Type).ToList();
        return [.. _builtIn.Where(type => !own.Exists(other => other.Key == type.Key)), .. own];
    }

    /// <summary>Null if there is no published type of this key.</summary>
    public async Task<DocumentType?> Find(NpgsqlConnection connection, string key) =>
        (await Published(connection)).FirstOrDefault(type => type.Key == key);
}
