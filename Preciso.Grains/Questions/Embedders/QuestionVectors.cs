using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pgvector;
using Preciso.Grains.Questions.Indexing;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Embedders;

/// <summary>
/// The vector of a question by its tenant's embedder. Where the embedder fails or does not know the language the question has none, and is
/// answered by its words.
/// </summary>
public sealed partial class QuestionVectors(
    IGrains grains, EmbedderCatalog catalog, IOptions<EmbedderOptions> options, TimeProvider time, ILogger<QuestionVectors> logger)
{
    /// <summary>One that failed is left alone for so long: others do not wait for it too.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, long> _failed = [];

    /// <param name="serving">The embedder that serves the caller's tenant; null for none.</param>
    public async Task<QuestionMeaning> Find(Caller caller, string? serving, string question, CancellationToken cancel)
    {
        if (serving is null)
        {
            return QuestionMeaning.None;
        }
        if (catalog.Find(serving)?.Card is not { } card || IsResting(serving))
        {
            return QuestionMeaning.NotFound;
        }
        if (!card.Languages.Knows(question))
        {
            return QuestionMeaning.None;
        }
        return await Embed(caller, card, question, cancel) is { } vector ? new QuestionMeaning(vector, false) : QuestionMeaning.NotFound;
    }

    private async Task<QuestionVector?> Embed(Caller caller, EmbedderCard card, string question, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.QuestionSeconds), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            var worker = grains.Get<IEmbeddingWorker>(ChunkIndex.AnyKey, caller);
            var made = await worker.Encode(new EncodeTexts(card.Name, [question], AreQuestions: true), stop.Token).WaitAsync(stop.Token);
            return new QuestionVector(card.Name, card.Dimensions, new Vector(made[0]));
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            LogFailed(card.Name, e is ProblemException problem ? problem.Code : e.GetType().Name);
            _failed[card.Name] = time.GetTimestamp();
            return null;
        }
    }

    private bool IsResting(string embedder) => _failed.TryGetValue(embedder, out var since) && time.GetElapsedTime(since) < Rest;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Embedder} gave no vector for a question ({Reason}); it is answered by its words.")]
    private partial void LogFailed(string embedder, string reason);
}

/// <param name="Vector">Null where the tenant has no embedder, where it does not know the language, and where it failed.</param>
/// <param name="Failed">It is answered by its words for now: another time it may be answered otherwise.</param>
public sealed record QuestionMeaning(QuestionVector? Vector, bool Failed)
{
    public static readonly QuestionMeaning None = new(null, false);

    public static readonly QuestionMeaning NotFound = new(null, true);

    /// <summary>Of the trace.</summary>
    public Dictionary<string, double> ToFigures() => this switch
    {
        { Failed: true } => new() { ["embedder_failed"] = 1 },
        { Vector: not null } => new() { ["embedded"] = 1 },
        _ => [],
    };
}

public sealed record QuestionVector(string Embedder, int Dimensions, Vector Vector);
