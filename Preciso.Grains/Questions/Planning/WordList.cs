namespace Preciso.Grains.Questions.Planning;

/// <summary>A list of words that stands beside this code.</summary>
public sealed class WordList
{
    private readonly HashSet<string> _words;
    private readonly HashSet<string> _terms;

    private WordList(params string[] resources)
    {
        _words = [.. resources.SelectMany(Resource.Lines).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        _terms = [.. _words.Where(word => char.IsAscii(word[0])).SelectMany(Terms.Cut)];
    }

    /// <summary>Words that say nothing about where an answer stands.</summary>
    public static WordList Stop { get; } = new("stopwords.txt", "talkwords.txt");

    /// <summary>What people say to a person rather than ask of documents.</summary>
    public static WordList Talk { get; } = new("talkwords.txt");

    /// <summary>Words of comparison, calculation and time, which say little about it.</summary>
    public static WordList Weak { get; } = new("weakwords.txt");

    /// <summary>Whether a text has any of them.</summary>
    public bool HasAny(string text) => new QuestionWords(text).Words.Exists(word =>
        HasWord(word.Bare) || word.Terms.Exists(HasTerm));

    /// <summary>For a term of a script that has word ends.</summary>
    public bool HasTerm(string term) => _terms.Contains(term);

    /// <summary>For a whole Hangul word.</summary>
    public bool HasWord(string word) => _words.Contains(word);
}
