using Dapper;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Documents.Extraction;
using Preciso.Grains.Documents.Reviews;
using Preciso.Grains.Documents.Types;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Documents;

/// <summary>What an ingest has to know before it begins, asked for in one trip.</summary>
/// <param name="Corrected">Fields as people have corrected them; another reading leaves them.</param>
/// <param name="Cells">As people have corrected them.</param>
/// <param name="PagesRead">By an earlier attempt of the same job.</param>
public sealed record IngestContext(
    Document Document, TenantSettings Settings, IReadOnlyList<DocumentType> Types, IReadOnlyList<DocumentField> Corrected,
    IReadOnlyList<CorrectedText> Cells, IReadOnlySet<int> PagesRead)
{
    public static Task<IngestContext> Load(Database database, TypeCatalog types, ClaimedJob job, CancellationToken cancel) => database.Read(
        job.TenantId,
        [
            DocumentStore.Query(job.DocumentId!.Value), SettingsStore.Query(job.TenantId), TypeRow.CurrentQuery(),
            FieldStore.CorrectedQuery(job.DocumentId.Value), CellStore.LatestQuery(job.DocumentId.Value),
            DocumentPages.ReadBy(job),
        ],
        async reader =>
        {
            var document = reader.Parse<Document>().Single();
            await reader.NextResultAsync(cancel);
            var settings = reader.Parse<TenantSettings>().Single();
            await reader.NextResultAsync(cancel);
            var published = types.With(reader.Parse<TypeRow>().ToList());
            await reader.NextResultAsync(cancel);
            var corrected = FieldStore.Parse(reader);
            await reader.NextResultAsync(cancel);
            var cells = reader.Parse<CorrectedText>().ToList();
            await reader.NextResultAsync(cancel);
            return new IngestContext(document, settings, published, corrected, cells, reader.Parse<int>().ToHashSet());
        },
        cancel);
}
