namespace Preciso.Grains.Questions.Planning;

/// <summary>A question cut at its spaces, each word with its terms and where they stand among all terms.</summary>
internal sealed class QuestionWords
{
    public QuestionWords(string question)
    {
        foreach (var word in question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var terms = Terms.Cut(word);
            var startsSentence = Words.Count == 0 || Words[^1].Text[^1] is '.' or '?' or '!' or ':';
            Words.Add(new QuestionWord(word, terms, AllTerms.Count, startsSentence));
            AllTerms.AddRange(terms);
        }
    }

    public List<QuestionWord> Words { get; } = [];

    public List<string> AllTerms { get; } = [];
}

/// <param name="Start">Index of its first term among the terms of the question.</param>
internal sealed record QuestionWord(string Text, List<string> Terms, int Start, bool StartsSentence)
{
    /// <summary>Without the punctuation around it.</summary>
    public string Bare { get; } = Text.Trim('?', '.', ',', '!', '"', '\'', '(', ')', '[', ']', ':', ';', '“', '”', '‘', '’');

    /// <summary>The same word has the same, whatever its ending.</summary>
    public string Key => Text.Any(Questions.Terms.IsBigramScript) ? Hangul.Stem(Bare) : Terms.FirstOrDefault() ?? "";

    /// <summary>Without what its language hangs on to a name: Amazon's, 아마존의, Nordwind의.</summary>
    public string Name => Bare.EndsWith("'s", StringComparison.Ordinal) || Bare.EndsWith("’s", StringComparison.Ordinal) ? Bare[..^2]
        : Bare.Length > 0 && char.IsAscii(Bare[0]) ? string.Concat(Bare.TakeWhile(c => !Questions.Terms.IsBigramScript(c)))
        : Hangul.Stem(Bare);

    /// <summary>Nothing ties it to the word behind it: no particle, no mark.</summary>
    public bool IsBare => Bare.Length > 0 && Text[^1] == Bare[^1] && (!Bare.Any(Questions.Terms.IsBigramScript) || Key == Bare);

    public bool IsPeriod { get; } = Periods.IsPeriod(Text);

    public bool IsWithin<T>(PhraseMatch<T> match) => Start >= match.Start && Start < match.Start + match.Length;
}
