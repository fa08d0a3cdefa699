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
    /// <param name="figures">Of the trace: whether the question's meaning was looked for.</param>
    public async Task<QuestionVector?> Find(
        Caller caller, string? serving, string question, IDictionary<string, double> figures, CancellationToken cancel)
    {
        if (serving is null)
        {
            return null;
        }
        if (catalog.Find(serving)?.Card is not { } card || IsResting(serving))
        {
            figures["embedder_failed"] = 1;
            return null;
        }
        if (!card.Languages.Knows(question))
        {
            return null;
        }
        var vector = await Embed(caller, card, question, cancel);
        figures[vector is null ? "embedder_failed" : "embedded"] = 1;
        return vector;
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

public sealed record QuestionVector(string Embedder, int Dimensions, Vector Vector);
