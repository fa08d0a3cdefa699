using System.Collections.Concurrent;
using Npgsql;
using Preciso.Grains.Questions.Policies;

namespace Preciso.Grains.Questions.Computing;

/// <summary>Each tenant's vocabulary, made once for each version of its measures.</summary>
internal sealed class Vocabularies
{
    private readonly ConcurrentDictionary<Guid, (int Version, Vocabulary Vocabulary)> _made = [];

    /// <param name="connection">In a transaction of the tenant.</param>
    /// <param name="version">Of its measures, as that transaction sees it.</param>
    public async Task<Vocabulary> Find(NpgsqlConnection connection, Guid tenantId, int version)
    {
        if (version == 0)
        {
            return Vocabulary.Common;
        }
        if (!_made.TryGetValue(tenantId, out var made) || made.Version != version)
        {
            made = (version, Vocabulary.With(await MeasureStore.Items(connection, tenantId, version)));
            _made[tenantId] = made;
        }
        return made.Vocabulary;
    }
}
