using Preciso.Documents.Chunking;
using Preciso.Questions.Planning;

namespace Preciso.Questions.Indexing;

/// <summary>
/// What a document is, as against what stands in it: whose it is and for which period. People ask "revenue of Amazon in
/// 2017", and no row of the income statement says Amazon. The words of the file's name and of the title page tell it, the
/// latter the more the more often the document repeats them, as companies repeat their names.
/// </summary>
internal sealed class DocumentIdentity(string filename)
{
    private const int TitlePages = 2;
    private const double InTitlePage = 0.3;
    private const double Repeated = 0.7;

    /// <summary>A word in this share of the passages is repeated as often as counts.</summary>
    private const double OftenShare = 0.2;

    private readonly HashSet<string> _titleTerms = [];
    private readonly List<string> _titleLines = [];

    public void See(Passage passage, IEnumerable<string> terms)
    {
        if (passage.Page <= TitlePages)
        {
            _titleTerms.UnionWith(terms.Where(term => !StopWords.HasTerm(term) && !char.IsAsciiDigit(term[0])));
            _titleLines.AddRange(passage.Lines.Select(line => line.Text));
        }
    }

    public void AddTo(PostingLists postings, int passages)
    {
        foreach (var term in _titleTerms)
        {
            postings.Identify(term, InTitlePage + (Repeated * Frequency(term, postings, passages)));
        }

        foreach (var term in Terms.Of(Path.GetFileNameWithoutExtension(filename).Replace('_', ' ')))
        {
            postings.Identify(term, 1);
        }

        if (Year() is { } year)
        {
            postings.Identify(Periods.Term(year), 1);
        }
    }

    private static double Frequency(string term, PostingLists postings, int passages) =>
        Math.Min(1, postings.Lists[term].Ordinals.Count / (passages * OftenShare));

    private int? Year() => Periods.Covered(string.Join(' ', _titleLines)) ?? Periods.Years(filename.Replace('_', ' ')).Select(year => (int?)year).LastOrDefault();
}
