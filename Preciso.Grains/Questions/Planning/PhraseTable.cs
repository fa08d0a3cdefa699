namespace Preciso.Grains.Questions.Planning;

/// <summary>Finds known phrases in a sequence of terms.</summary>
public sealed class PhraseTable<T>
{
    private readonly Dictionary<string, List<(IReadOnlyList<string> Phrase, T Value)>> _byFirst = [];

    public void Add(IReadOnlyList<string> phrase, T value)
    {
        if (!_byFirst.TryGetValue(phrase[0], out var phrases))
        {
            _byFirst.Add(phrase[0], phrases = []);
        }

        phrases.Add((phrase, value));
        phrases.Sort((a, b) => b.Phrase.Count - a.Phrase.Count);
    }

    /// <summary>Matches from left to right, the longest at each place.</summary>
    public IEnumerable<PhraseMatch<T>> Find(IReadOnlyList<string> terms)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            if (Longest(terms, i) is { } match)
            {
                yield return match;
                i += match.Length - 1;
            }
        }
    }

    private PhraseMatch<T>? Longest(IReadOnlyList<string> terms, int start)
    {
        foreach (var (phrase, value) in _byFirst.GetValueOrDefault(terms[start]) ?? [])
        {
            if (start + phrase.Count <= terms.Count && phrase.Select((term, i) => terms[start + i] == term).All(same => same))
            {
                return new PhraseMatch<T>(value, start, phrase.Count);
            }
        }

        return null;
    }
}

public sealed record PhraseMatch<T>(T Value, int Start, int Length);
