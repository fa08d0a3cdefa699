using Orleans;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Questions;
using Preciso.Tenants;

namespace Preciso.Grains.Questions.Embedders;

[GrainType("embedder")]
internal sealed class EmbedderGrain(Database database, EmbedderCatalog catalog) : Core.Grain(database), IEmbedderGrain
{
    /// <summary>So many passages are as much work as a small job.</summary>
    private const float PassagesOfSmallJob = 100;

    public Task<EmbedderStanding> Select(SelectEmbedder command) => Commit(async unit =>
    {
        unit.Caller.Require(Role.Admin);
        var card = command.Embedder is null ? null : Offered(command.Embedder);
        var (serving, coming) = await EmbedderStore.Names(unit.Connection, Id, forUpdate: true);
        if (card?.Name == (coming ?? serving))
        {
            return await EmbedderStore.Read(unit.Connection, Id);
        }
        if (coming is not null)
        {
            unit.Add(EmbedderStore.Removal(Id, coming));
        }
        if (card is null && serving is not null)
        {
            unit.Add(EmbedderStore.Removal(Id, serving));
        }
        unit.Emit(new EmbedderSelected(card?.Name, serving));
        unit.Announce(null, null); // to other administrators who have the page open
        return card is null || card.Name == serving ? new EmbedderStanding(card?.Name) : await Begin(card, serving, unit);
    });

    public Task<EmbedderStanding> Settle(SettleEmbedder command) => Commit(async unit =>
    {
        var (serving, coming) = await EmbedderStore.Names(unit.Connection, Id, forUpdate: true);
        if (coming is null || !await EmbedderStore.IsComplete(unit.Connection, Id, coming))
        {
            unit.Announce(null, null); // one more document has its vectors
            return await EmbedderStore.Read(unit.Connection, Id);
        }
        Serve(coming, serving, unit);
        return new EmbedderStanding(coming);
    });

    private async Task<EmbedderStanding> Begin(EmbedderCard card, string? serving, UnitOfWork unit)
    {
        unit.Add(EmbedderStore.Arrival(Id, card, unit.Now));
        var documents = await EmbedderStore.LeftOut(unit.Connection, Id, card.Name);
        if (documents.Count == 0)
        {
            Serve(card.Name, serving, unit);
            return new EmbedderStanding(card.Name);
        }
        var selection = Guid.CreateVersion7();
        unit.Enqueue([.. documents.Select(document => new NewJob(
            Guid.CreateVersion7(), QuestionJobs.Embed, $"{document.DocumentId}/{selection}", document.DocumentId,
            Math.Max(1, document.Chunks / PassagesOfSmallJob)))]);
        return new EmbedderStanding(serving, card.Name, 0, documents.Count);
    }

    private void Serve(string embedder, string? before, UnitOfWork unit)
    {
        if (before is not null)
        {
            unit.Add(EmbedderStore.Removal(Id, before));
        }
        unit.Add(EmbedderStore.Switch(Id, embedder));
        unit.Emit(new EmbedderSwitched(embedder, before));
        unit.Announce(null, null);
    }

    private EmbedderCard Offered(string name) => catalog.Find(name)?.Card ?? throw new ProblemException(
        ProblemKind.Invalid, "embedder_unknown",
        $"There is no such embedder. Choose one of {string.Join(", ", catalog.Cards.Select(card => card.Name))}, or none.");
}
