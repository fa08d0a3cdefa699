using Preciso.Documents;
using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Indexing;

/// <summary>
/// What a document is, as against what stands in it: whose it is and for which period. People ask "revenue of Amazon in
/// 2017", and no row of the income statement says Amazon. The name of the file and the title page tell it. (That a
/// document repeats a name more than others do tells it too, and is seen in the posting lists themselves.)
/// </summary>
internal sealed class DocumentIdentity(string filename)
{
    private const int TitlePages = 1;

    /// <summary>A line with so many words without a capital is a sentence.</summary>
    private const int Prose = 4;

    private const int ShortestName = 2;

    private const double OnTitlePage = 0.3;
    private const double InTitle = 0.6;

    /// <summary>The lines that a document begins with, as far as they are neither rows nor sentences.</summary>
    private const int LongestTitle = 3;

    /// <summary>A report of a quarter is also one of its year, though less.</summary>
    private const double OneOfFour = 0.5;

    private readonly string _name = Path.GetFileNameWithoutExtension(filename).Replace('_', ' ');
    private readonly List<string> _titleLines = [];
    private string _title = "";

    public void See(NewPassage passage)
    {
        if (passage.Ordinal == 0)
        {
            _title = string.Join(' ', passage.Lines.Select(line => line.Text).Take(LongestTitle)
                .TakeWhile(line => !TableRow.Is(line) && !IsProse(line)));
        }
        if (passage.Page <= TitlePages)
        {
            _titleLines.AddRange(passage.Lines.Select(line => line.Text).Where(line => !IsProse(line)));
        }
    }

    /// <summary>Names as they sound; a Korean one is often only the beginning of a word.</summary>
    private static IEnumerable<string> Sounds(string text) => text.Split([' ', '-', '.', ','], StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(word => Hangul.Is(word[0])
            ? Enumerable.Range(ShortestName, Math.Max(0, word.Length - ShortestName + 1)).Select(length => word[..length])
            : [word])
        .Select(NameSounds.Borne).OfType<string>().Distinct();

    /// <summary>What a sentence names is not what the document is called.</summary>
    private static bool IsProse(string line) => line.Split(' ').Count(word => word.Length > 0 && char.IsAsciiLetterLower(word[0])) >= Prose;

    private static IEnumerable<string> Capitals(string line) => line.Split(' ')
        .Where(word => word.Length > 1 && char.IsUpper(word[0]) && !WordList.Stop.HasTerm(word.ToLowerInvariant()));

    public void AddTo(PostingLists postings)
    {
        foreach (var term in _titleLines.SelectMany(Capitals).SelectMany(Terms.Cut))
        {
            postings.Identify(term, OnTitlePage);
        }

        foreach (var term in Capitals(_title).SelectMany(Terms.Cut).Concat(Sounds(_title)))
        {
            postings.Identify(term, InTitle);
        }

        foreach (var term in Terms.Cut(_name).Concat(Sounds(_name)))
        {
            postings.Identify(term, 1);
        }

        // What people call a file says its fiscal year; a title page may give only the day on which the period ended.
        var year = Periods.Years(_name).Select(year => (int?)year).FirstOrDefault() ?? Periods.Covered(string.Join(' ', _titleLines));
        if (year is { } covered)
        {
            var quarter = Periods.Quarter(_name);
            postings.Identify(Periods.Term(covered, quarter: null), quarter is null ? 1 : OneOfFour);
            postings.Identify(Periods.Term(covered, quarter), 1);
        }
    }
}
