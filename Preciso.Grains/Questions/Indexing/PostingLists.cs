using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Preciso.Grains.Questions.Indexing;

/// <summary>
/// The text index of one document in the making: for each term the passages that have it, with the part of BM25 that
/// depends on the passage alone. The length that passages are measured against is fixed, so that a document's postings
/// do not depend on others'.
/// </summary>
public sealed class PostingLists
{
    private const double K1 = 0.9;
    private const double B = 0.6;
    private const double UsualLength = 160;

    /// <summary>A heading is not part of the passage, but the passage is about it.</summary>
    private const double HeadingWeight = 0.5;

    private readonly Dictionary<string, PostingList> _lists = [];

    public IReadOnlyDictionary<string, PostingList> Lists => _lists;

    public void Add(int ordinal, IReadOnlyCollection<string> text, IReadOnlyCollection<string> heading)
    {
        var frequencies = new Dictionary<string, double>();
        foreach (var term in text)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(frequencies, term, out _) += 1;
        }

        foreach (var term in heading)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(frequencies, term, out _) += HeadingWeight;
        }

        var saturation = K1 * (1 - B + (B * text.Count / UsualLength));
        foreach (var (term, frequency) in frequencies)
        {
            Add(term, ordinal, frequency * (K1 + 1) / (frequency + saturation));
        }
    }

    public void Add(string term, int ordinal, double impact)
    {
        var list = List(term);
        list.Ordinals.Add(ordinal);
        list.Impacts.Add((float)Math.Round(impact, 3));
    }

    /// <summary>Says that a term tells this document from others, and how well, 0 to 1.</summary>
    public void Identify(string term, double identity) => List(term).Identity = (float)identity;

    private PostingList List(string term)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_lists, term, out _);
        return list ??= new PostingList();
    }
}

/// <summary>The passages that have one term: in postings.passages the ordinal and the impact of each, the highest byte first.</summary>
public sealed class PostingList
{
    private const int BytesEach = sizeof(int) + sizeof(float);

    public List<int> Ordinals { get; } = [];

    public List<float> Impacts { get; } = [];

    public float Identity { get; set; }

    public byte[] ToBytes()
    {
        var bytes = new byte[Ordinals.Count * BytesEach];
        for (var i = 0; i < Ordinals.Count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * BytesEach), Ordinals[i]);
            BinaryPrimitives.WriteSingleBigEndian(bytes.AsSpan((i * BytesEach) + sizeof(int)), Impacts[i]);
        }
        return bytes;
    }

    /// <summary>Adds its impacts, each times what the term counts for, to the scores of the passages by their ordinals.</summary>
    public static void AddTo(Dictionary<int, double> scores, ReadOnlySpan<byte> list, double worth)
    {
        for (; list.Length >= BytesEach; list = list[BytesEach..])
        {
            CollectionsMarshal.GetValueRefOrAddDefault(scores, BinaryPrimitives.ReadInt32BigEndian(list), out _) +=
                worth * BinaryPrimitives.ReadSingleBigEndian(list[sizeof(int)..]);
        }
    }
}
