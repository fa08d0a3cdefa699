namespace Preciso.Questions.Planning;

/// <summary>The proper names of a question, as far as its print tells them: words with a capital or digits inside a sentence.</summary>
internal static class NameFinder
{
    public static HashSet<string> Find(string question, Lexicon lexicon)
    {
        var known = Known(question, lexicon);
        var names = new HashSet<string>();
        var words = question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var before = (string?)null;
        for (var i = 0; i < words.Length; i++)
        {
            var startsSentence = i == 0 || words[i - 1][^1] is '.' or '?' or '!' or ':';
            var terms = Terms.Of(words[i]);
            var isName = IsNameLike(words[i]) && !startsSentence && Periods.Years(words[i]).Count == 0
                && terms.TrueForAll(term => !StopWords.HasTerm(term) && !known.Contains(term));
            names.UnionWith(isName ? terms : []);
            if (isName && before is not null)
            {
                names.Add(before + string.Concat(terms)); // Best Buy is also written BestBuy
            }

            before = isName ? string.Concat(terms) : null;
        }

        return names;
    }

    private static HashSet<string> Known(string question, Lexicon lexicon)
    {
        var terms = Terms.Of(question);
        return [.. lexicon.Concepts(terms).Select(match => (match.Start, match.Length))
            .Concat(lexicon.StatementsIn(terms).Select(match => (match.Start, match.Length)))
            .SelectMany(match => terms.Skip(match.Start).Take(match.Length))];
    }

    private static bool IsNameLike(string word)
    {
        var letters = word.TrimStart('(', '"', '\'', '“', '‘');
        return letters.Length > 1 && char.IsAscii(letters[0])
            && (char.IsUpper(letters[0]) || (char.IsDigit(letters[0]) && letters.Any(char.IsUpper)));
    }
}
