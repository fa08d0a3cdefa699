using Preciso.Grains.Storage;
using Preciso.Questions;
using Preciso.Tenants;

namespace Preciso.Grains.Questions.Embedders;

internal sealed class EmbedderQueries(Database database, EmbedderCatalog catalog) : IEmbedders
{
    public IReadOnlyList<EmbedderCard> Offered => catalog.Cards;

    public Task<EmbedderStanding> Standing(Caller caller, CancellationToken cancel)
    {
        caller.Require(Role.Admin);
        return database.Query(caller.TenantId, connection => EmbedderStore.Read(connection, caller.TenantId), cancel);
    }
}
