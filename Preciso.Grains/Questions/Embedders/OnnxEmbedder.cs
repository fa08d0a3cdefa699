using FastBertTokenizer;
using Microsoft.Extensions.AI;
using Microsoft.ML.OnnxRuntime;

namespace Preciso.Grains.Questions.Embedders;

/// <summary>An encoder of the BERT family on ONNX Runtime. It is loaded when the first text comes.</summary>
public sealed class OnnxEmbedder(
    Func<SessionOptions, InferenceSession> load, Func<TextReader> vocabulary, EncoderOptions options)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    public const string ModelFile = "model.onnx";
    public const string VocabularyFile = "vocab.txt";

    /// <summary>More of them together take longer each: their layers no longer fit the cache of a core.</summary>
    private const int AtOnce = 8;

    /// <summary>Other work goes on beside it.</summary>
    private const int Threads = 2;

    private static readonly int Cores = Environment.ProcessorCount;

    /// <summary>Taken for one batch, which is short: so a question comes in between two of a document's.</summary>
    private readonly SemaphoreSlim _cores = new(Cores);
    private readonly Lazy<Encoder> _encoder = new(() => Load(load, vocabulary, options));

    public static OnnxEmbedder InFolder(EncoderOptions options) => new(
        session => new InferenceSession(Path.Combine(options.Folder, ModelFile), session),
        () => File.OpenText(Path.Combine(options.Folder, VocabularyFile)), options);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        var vectors = new float[texts.Count][];
        // Texts of about one length together: the shorter ones are filled up to the longest.
        foreach (var batch in Enumerable.Range(0, texts.Count).OrderBy(i => texts[i].Length).Chunk(AtOnce))
        {
            var made = await Encode([.. batch.Select(i => texts[i])], cancellationToken);
            for (var i = 0; i < batch.Length; i++)
            {
                vectors[batch[i]] = made[i];
            }
        }
        return new GeneratedEmbeddings<Embedding<float>>(vectors.Select(vector => new Embedding<float>(vector)));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>Waits for the batches that are being made: a session that is taken from under one ends the process.</summary>
    public void Dispose()
    {
        for (var core = 0; core < Cores; core++)
        {
            _cores.Wait();
        }
        _cores.Dispose();
        if (_encoder.IsValueCreated)
        {
            _encoder.Value.Dispose();
        }
    }

    private async Task<float[][]> Encode(string[] texts, CancellationToken cancel)
    {
        await _cores.WaitAsync(cancel);
        try
        {
            return _encoder.Value.Encode(texts, cancel);
        }
        finally
        {
            _cores.Release();
        }
    }

    private static Encoder Load(Func<SessionOptions, InferenceSession> load, Func<TextReader> vocabulary, EncoderOptions options)
    {
        using var settings = new SessionOptions
        {
            IntraOpNumThreads = Math.Min(Threads, Cores),
            InterOpNumThreads = 1,
        };
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0"); // who waits for work leaves the core to others
        var tokens = new BertTokenizer();
        using var words = vocabulary();
        tokens.LoadVocabulary(words, options.Lowercase);
        return new Encoder(load(settings), tokens, options);
    }
}
