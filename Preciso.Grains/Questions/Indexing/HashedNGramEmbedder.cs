using Microsoft.Extensions.AI;
using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Indexing;

/// <summary>
/// The built-in embedder, which needs no model: each term and the character n-grams within it are hashed onto 256
/// signed dimensions. What it adds to the text index is nearness of spelling: misspelt, inflected or run-together words.
/// <para>
/// A feature counts by how rare it is likely to be, judged by its class alone, for there is no corpus to count in: stop
/// words hardly, numbers little, words more the longer they are (long words are rare ones, by Zipf's law of abbreviation),
/// Hangul bigrams like a word of middle length. Repetition counts by its logarithm.
/// </para>
/// </summary>
public sealed class HashedNGramEmbedder : IEmbeddingGenerator<string, Embedding<float>>
{
    public const int Dimensions = 256;

    private const int ShortestNGram = 3;
    private const int LongestNGram = 5;
    private const double NGramShare = 0.5;

    public static float[] Embed(string text)
    {
        var vector = new float[Dimensions];
        foreach (var (term, count) in Terms.Cut(text).CountBy(term => term))
        {
            AddTerm(vector, term, Rarity(term) * (1 + Math.Log(count)));
        }

        Normalise(vector);
        return vector;
    }

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(text => new Embedding<float>(Embed(text)))));

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // Nothing is held.
    }

    private static void AddTerm(float[] vector, string term, double weight)
    {
        Add(vector, term, weight);
        if (term.Length < ShortestNGram || !char.IsLetter(term[0]))
        {
            return;
        }

        // The ends of a word are features too: ^ and $ mark them.
        var marked = $"^{term}$".AsSpan();
        for (var length = ShortestNGram; length <= LongestNGram; length++)
        {
            for (var i = 0; i + length <= marked.Length; i++)
            {
                Add(vector, marked.Slice(i, length), weight * NGramShare / length);
            }
        }
    }

    /// <summary>Two dimensions a feature, so that a collision of two features in one is not a confusion of both.</summary>
    private static void Add(float[] vector, ReadOnlySpan<char> feature, double weight)
    {
        var hash = Hash(feature);
        for (var half = 0; half < 2; half++)
        {
            var bits = (uint)(hash >> (32 * half));
            vector[bits & (Dimensions - 1)] += (float)((bits & 0x100) == 0 ? weight : -weight);
        }
    }

    private static double Rarity(string term) =>
        WordList.Stop.HasTerm(term) ? 0.05
        : char.IsAsciiDigit(term[0]) ? 0.3
        : Terms.IsBigramScript(term[0]) ? 0.8
        : Math.Min(1.2, 0.2 + (0.12 * term.Length));

    /// <summary>FNV-1a with a final mix: the same on every machine and in every version, for vectors are kept.</summary>
    private static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash = (hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9UL;
        return hash ^ (hash >> 32);
    }

    private static void Normalise(float[] vector)
    {
        var length = MathF.Sqrt(vector.Sum(x => x * x));
        for (var i = 0; length > 0 && i < vector.Length; i++)
        {
            vector[i] /= length;
        }

        if (length == 0)
        {
            vector[0] = 1; // A text without any term still has a direction, as an inner product needs one.
        }
    }
}
