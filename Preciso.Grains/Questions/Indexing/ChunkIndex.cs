using System.Text.Json;
using Dapper;
using Npgsql;
using Pgvector;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Indexing;

/// <summary>Passages, vectors and posting lists.</summary>
public sealed class ChunkIndex(IGrains grains, Lexicon lexicon) : IPassageIndex
{
    internal const string AnyKey = "any";
    private const int TextsAtOnce = 128;
    private const int ChunksAtOnce = 500;
    private const int TermsAtOnce = 5_000;

    public async Task<IReadOnlyList<ReadOnlyMemory<float>>> Embed(
        Caller caller, IReadOnlyList<NewPassage> passages, CancellationToken cancel)
    {
        var worker = grains.Get<IEmbeddingWorker>(AnyKey, caller);
        var vectors = new float[passages.Count][];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, passages.Count).Chunk(TextsAtOnce), cancel,
            async (batch, token) =>
            {
                var made = await worker.Embed([.. batch.Select(i => $"{passages[i].Heading}\n{passages[i].Text}")], token);
                made.CopyTo(vectors, batch[0]);
            });
        return [.. vectors.Select(vector => new ReadOnlyMemory<float>(vector))];
    }

    public IEnumerable<NpgsqlBatchCommand> Replacement(
        Guid tenantId, Guid documentId, string filename, IReadOnlyList<NewPassage> passages, IReadOnlyList<ReadOnlyMemory<float>> vectors)
    {
        yield return Removal(tenantId, documentId);
        var postings = new PostingLists();
        var identity = new DocumentIdentity(filename);
        foreach (var batch in passages.Zip(vectors).Chunk(ChunksAtOnce))
        {
            Index(batch.Select(pair => pair.First), postings, identity);
            yield return Insertion(tenantId, documentId, batch);
        }
        identity.AddTo(postings);
        foreach (var batch in postings.Lists.Chunk(TermsAtOnce))
        {
            yield return Storage.Statement.From(InsertPostingsSql, ToRows(tenantId, documentId, batch));
        }
    }

    public NpgsqlBatchCommand Removal(Guid tenantId, Guid documentId) =>
        Storage.Statement.From(DeleteSql, new { tenant = tenantId, document = documentId });

    IReadOnlyList<string> IPassageIndex.Terms(string text) => [.. Terms.Cut(text).Distinct()];

    private void Index(IEnumerable<NewPassage> batch, PostingLists postings, DocumentIdentity identity)
    {
        foreach (var passage in batch)
        {
            var text = Terms.Cut(passage.Text);
            postings.Add(passage.Ordinal, text, Terms.Cut(passage.Heading ?? ""));
            identity.See(passage);
            foreach (var statement in StatementTitles.Find(passage.Heading, lexicon))
            {
                postings.Add(statement.Term, passage.Ordinal, 1);
            }
        }
    }

    private static NpgsqlBatchCommand Insertion(Guid tenantId, Guid documentId, (NewPassage Passage, ReadOnlyMemory<float> Vector)[] batch)
    {
        var passages = batch.Select(pair => pair.Passage).ToList();
        var insertion = Storage.Statement.From(InsertChunksSql, new
        {
            tenant = tenantId,
            document = documentId,
            pages = passages.Select(passage => passage.Page).ToArray(),
            ordinals = passages.Select(passage => passage.Ordinal).ToArray(),
            headings = passages.Select(passage => passage.Heading).ToArray(),
            texts = passages.Select(passage => passage.Text).ToArray(),
            snippets = passages.Select(passage => passage.Snippet).ToArray(),
            lines = passages.Select(passage => PassageLines.ToJson(passage.Lines)).ToArray(),
            boxes = passages.Select(passage => JsonSerializer.Serialize(passage.Boxes, PrecisoJson.Options)).ToArray(),
            methods = passages.Select(passage => Snake.Case(passage.Method)).ToArray(),
            confidences = passages.Select(passage => (float)passage.Confidence).ToArray(),
        });
        insertion.Parameters.Add(new NpgsqlParameter("embeddings", batch.Select(pair => new Vector(pair.Vector)).ToArray()));
        return insertion;
    }

    private static object ToRows(Guid tenantId, Guid documentId, KeyValuePair<string, PostingList>[] batch) => new
    {
        tenant = tenantId,
        document = documentId,
        terms = batch.Select(row => row.Key).ToArray(),
        identities = batch.Select(row => row.Value.Identity).ToArray(),
        passages = batch.Select(row => row.Value.ToBytes()).ToArray(),
    };

    private const string DeleteSql =
        """
        WITH gone AS (DELETE FROM postings WHERE tenant_id = @tenant AND document_id = @document)
        DELETE FROM chunks WHERE tenant_id = @tenant AND document_id = @document
        """;

    // Row-level security allows no COPY into these tables; arrays unnested are as fast here.
    private const string InsertChunksSql =
        """
        INSERT INTO chunks (tenant_id, document_id, page, ordinal, heading, text, snippet, lines, boxes, method, confidence, embedding)
        SELECT @tenant, @document, page, ordinal, heading, text, snippet, lines::jsonb, boxes::jsonb, method, confidence, embedding
        FROM unnest(@pages, @ordinals, @headings, @texts, @snippets, @lines, @boxes, @methods, @confidences, @embeddings)
          AS c (page, ordinal, heading, text, snippet, lines, boxes, method, confidence, embedding)
        """;

    private const string InsertPostingsSql =
        """
        INSERT INTO postings (tenant_id, term, document_id, identity, passages)
        SELECT @tenant, term, @document, identity, passages
        FROM unnest(@terms, @identities, @passages) AS p (term, identity, passages)
        """;
}
