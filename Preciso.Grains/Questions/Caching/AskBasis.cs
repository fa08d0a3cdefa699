using Dapper;
using Npgsql;
using Preciso.Grains.Jobs;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Caching;

/// <summary>What stands before a question is read, in one trip: basis.sql.</summary>
public sealed record AskBasis
{
    private static readonly string Sql = Embedded.Text("basis.sql");

    /// <summary>The question before it in its conversation, as it was understood; null for the first.</summary>
    public string? Before { get; init; }

    /// <summary>
    /// The digest of the documents that it is put to, of those that its asker may read, each at its version; null where nothing is cached.
    /// </summary>
    public byte[]? Sees { get; init; }

    /// <summary>The version of the tenant's policy; 0 for none.</summary>
    public int Policy { get; init; }

    /// <summary>The version of its measures; 0 for none.</summary>
    public int Measures { get; init; }

    /// <summary>By which passages are found besides their words; null for none.</summary>
    public string? Embedder { get; init; }

    public bool Cache { get; init; }

    public bool Rerank { get; init; }

    public bool Compress { get; init; }

    /// <param name="connection">In a transaction that sees one moment, with preciso.tenant set to the asker's.</param>
    public static Task<AskBasis> Read(NpgsqlConnection connection, ClaimedJob job, AskQuestion question, CancellationToken cancel)
    {
        var (documents, spaces, types, from, until) = Restriction.Read(question);
        return connection.QuerySingleAsync<AskBasis>(new CommandDefinition(
            Sql,
            new
            {
                job.TenantId, job.UserId, job.JobId, question.ThreadId, documents, spaces, types, addedFrom = from, addedUntil = until,
            },
            cancellationToken: cancel));
    }

    public AnswerTrace ToTrace() => new(Policy, Measures, Cache, Rerank, Compress);
}
