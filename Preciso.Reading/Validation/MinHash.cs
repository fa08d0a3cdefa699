using System.Text;
using Preciso.Reading.Fields.Similarity;

namespace Preciso.Reading.Validation;

/// <summary>
/// A text's signature, by which texts that are nearly the same are found: two signatures agree in about the share of places
/// in which the texts' pieces (three words, five Korean syllables) are the same.
/// </summary>
public static class MinHash
{
    private const int Hashes = 128;
    private const int RowsOfBand = 4;
    private const int WordsOfPiece = 3;
    private const int SyllablesOfPiece = 5;

    /// <summary>A document that goes on like this is told from others long before.</summary>
    private const int MostText = 1_000_000;

    private static readonly ulong[] Factors = MakeFactors();

    /// <summary>Empty for a text without words.</summary>
    public static int[] Signature(string text)
    {
        var pieces = Pieces(NormalText.Normalize(text.Length > MostText ? text[..MostText] : text));
        if (pieces.Count == 0)
        {
            return [];
        }
        var least = new uint[Hashes];
        Array.Fill(least, uint.MaxValue);
        foreach (var piece in pieces)
        {
            for (var i = 0; i < Hashes; i++)
            {
                least[i] = Math.Min(least[i], (uint)(Mix(piece ^ Factors[i]) >> 32));
            }
        }
        return Array.ConvertAll(least, hash => unchecked((int)hash));
    }

    /// <summary>Texts that share one of these are worth comparing; few others do.</summary>
    public static int[] Bands(int[] signature) =>
        [.. signature.Chunk(RowsOfBand)
            .Select((rows, band) => unchecked((int)rows.Aggregate((ulong)band, (hash, row) => Mix(hash ^ (uint)row))))];

    /// <summary>About the share of pieces that two texts have in common, 0 to 1.</summary>
    public static double Similarity(int[] a, int[] b) =>
        a.Length == 0 || a.Length != b.Length ? 0 : a.Zip(b).Count(pair => pair.First == pair.Second) / (double)a.Length;

    private static HashSet<ulong> Pieces(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var others = words.Where(word => !word.Any(Hangul.IsLetter)).ToList();
        // Korean is spaced in more ways than one: its syllables count, not its words.
        var syllables = string.Concat(words.Where(word => word.Any(Hangul.IsLetter)));
        var pieces = new HashSet<ulong>();
        for (var i = 0; i < others.Count && (i == 0 || i + WordsOfPiece <= others.Count); i++)
        {
            pieces.Add(Hash(string.Join(' ', others.Skip(i).Take(WordsOfPiece))));
        }
        for (var i = 0; i < syllables.Length && (i == 0 || i + SyllablesOfPiece <= syllables.Length); i++)
        {
            pieces.Add(Hash(syllables.Substring(i, Math.Min(SyllablesOfPiece, syllables.Length - i))));
        }
        return pieces;
    }

    /// <summary>FNV-1a: signatures are stored, so the hash has to be the same in every process and version.</summary>
    private static ulong Hash(string piece) =>
        Encoding.UTF8.GetBytes(piece).Aggregate(14695981039346656037UL, (hash, octet) => unchecked((hash ^ octet) * 1099511628211UL));

    private static ulong[] MakeFactors()
    {
        var factors = new ulong[Hashes];
        for (var i = 0; i < Hashes; i++)
        {
            factors[i] = Mix((ulong)i + 1);
        }
        return factors;
    }

    /// <summary>SplitMix64's last step: each bit of the answer depends on each bit of the number.</summary>
    private static ulong Mix(ulong number)
    {
        unchecked
        {
            number += 0x9E3779B97F4A7C15UL;
            number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9UL;
            number = (number ^ (number >> 27)) * 0x94D049BB133111EBUL;
            return number ^ (number >> 31);
        }
    }
}
