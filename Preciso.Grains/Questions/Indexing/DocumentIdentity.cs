using Preciso.Documents;
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

    private const double OnTitlePage = 0.3;

    /// <summary>A report of a quarter is also one of its year, though less.</summary>
    private const double OneOfFour = 0.5;

    private readonly string _name = Path.GetFileNameWithoutExtension(filename).Replace('_', ' ');
    private readonly List<string> _titleLines = [];

    public void See(NewPassage passage)
    {
        if (passage.Page <= TitlePages)
        {
            _titleLines.AddRange(passage.Lines.Select(line => line.Text).Where(line => !IsProse(line)));
        }
    }

    /// <summary>What a sentence names is not what the document is called.</summary>
    private static bool IsProse(string line) => line.Split(' ').Count(word => word.Length > 0 && char.IsAsciiLetterLower(word[0])) >= Prose;

    public void AddTo(PostingLists postings)
    {
        foreach (var term in _titleLines.SelectMany(line => line.Split(' ')).Where(
            word => word.Length > 1 && char.IsUpper(word[0]) && !WordList.Stop.HasTerm(word.ToLowerInvariant())).SelectMany(Terms.Cut))
        {
            postings.Identify(term, OnTitlePage);
        }

        foreach (var term in Terms.Cut(_name))
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
