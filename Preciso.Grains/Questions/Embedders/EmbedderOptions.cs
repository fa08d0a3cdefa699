using Preciso.Questions;

namespace Preciso.Grains.Questions.Embedders;

/// <summary>Settings under <c>Preciso:Embedders</c>: what tenants may choose beside what comes with Preciso, by name.</summary>
public sealed class EmbedderOptions
{
    public const string Section = "Preciso:Embedders";

    public Dictionary<string, EncoderOptions> Onnx { get; } = [];

    public Dictionary<string, EndpointOptions> Endpoints { get; } = [];

    /// <summary>For so long a question waits for its vector; then it is answered without.</summary>
    public double QuestionSeconds { get; set; } = 2;
}

/// <summary>What is asked of every one. The version is raised with whatever changes its vectors.</summary>
public abstract class OfferedEmbedder
{
    public int Version { get; set; } = 1;

    public int Dimensions { get; set; }

    public EmbedderLanguages Languages { get; set; } = EmbedderLanguages.Any;

    /// <summary>Put before a question, as the model was trained.</summary>
    public string QuestionPrefix { get; set; } = "";

    public string PassagePrefix { get; set; } = "";
}

/// <summary>An encoder of the BERT family in a folder: <c>model.onnx</c> beside <c>vocab.txt</c> (WordPiece).</summary>
public sealed class EncoderOptions : OfferedEmbedder
{
    public string Folder { get; set; } = "";

    public Pooling Pooling { get; set; } = Pooling.Mean;

    /// <summary>Whether its vocabulary is of small letters only.</summary>
    public bool Lowercase { get; set; } = true;

    /// <summary>The tokens of a text that it reads.</summary>
    public int LongestText { get; set; } = 512;
}

/// <summary>What stands for the whole text: the vector of its first token, or the mean of all.</summary>
public enum Pooling
{
    Mean,
    First,
}

/// <summary>An endpoint that speaks as OpenAI's does: <c>POST {Url}/embeddings</c>.</summary>
public sealed class EndpointOptions : OfferedEmbedder
{
    public string Url { get; set; } = "";

    public string Model { get; set; } = "";

    public string Key { get; set; } = "";

    /// <summary>Allows an address within one's own network, and one without TLS.</summary>
    public bool AllowPrivate { get; set; }
}
