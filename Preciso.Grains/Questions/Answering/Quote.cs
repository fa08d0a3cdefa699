using Preciso.Documents;
using Preciso.Grains.Questions.Indexing;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Questions;
using Preciso.Reading.Chunking;

namespace Preciso.Grains.Questions.Answering;

/// <summary>A passage that was found, and which of its sentences and rows speak most of the question.</summary>
internal sealed class Quote
{
    private const int LongestSnippet = 400;
    private const int LongestTitle = 8;

    private readonly QuestionPlan _plan;
    private readonly Ranked _found;
    private readonly IReadOnlyList<PassageLine> _lines;

    public Quote(Ranked found, QuestionPlan plan, Coverage coverage)
    {
        (_found, _plan) = (found, plan);
        _lines = PassageLines.FromJson(found.Candidate.Lines!);
        var title = found.Candidate.Heading ?? TitleOf(_lines[0].Text);
        var passage = new TermSet($"{found.Candidate.Heading}\n{found.Candidate.Text}");
        var spans = Spans.Divide(_lines, found.Candidate.Heading);
        Passage = Spoken(passage, coverage);
        Statements = spans.Where(span => !NearMiss.IsIn(span.Text, plan))
            .Select(span => Spoken(new TermSet($"{title}\n{span.Over}\n{span.Text}"), coverage));
        IsTold = plan.Names.Concat(plan.KeyWords.Select(word => word.Sound).OfType<string>()).Any(found.Candidate.Names.Contains);
        ShowsSubject = plan.Concepts.Any(passage.Shows);
        Findings = [.. spans
            .Select(span => Finding.Weigh(span, found, plan, coverage))
            .OrderByDescending(finding => finding.Value)];
    }

    /// <summary>Its best sentence speaks of another thing that shares a word with the question.</summary>
    public bool IsOfAnother => NearMiss.IsIn(Findings[0].Span.Text, _plan);

    /// <summary>How much of the question the passage speaks of.</summary>
    public Spoken Passage { get; }

    /// <summary>The same of each of its sentences and rows that is no near miss, under its heading, measured when asked for.</summary>
    public IEnumerable<Spoken> Statements { get; }

    /// <summary>A name in the question tells the document.</summary>
    public bool IsTold { get; }

    /// <summary>A thing that the question names stands in the passage.</summary>
    public bool ShowsSubject { get; }

    /// <summary>Best first.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <param name="compress">What answers with what stands around it; otherwise the whole passage.</param>
    public Evidence ToEvidence(Matches matches, bool compress)
    {
        var snippet = compress
            ? Excerpt.Cut(string.Join(' ', Around(Findings[0].Span).Select(line => line.Text)), LongestSnippet)
            : string.Join(' ', _lines.Select(line => line.Text));
        return new Evidence(
            _found.Candidate.DocumentId,
            _found.Candidate.Filename,
            _found.Candidate.Page,
            snippet,
            compress ? BoxesOf(Findings[0].Span) : [.. _lines.Select(line => line.Box)],
            Snake.Parse<ReadingMethod>(_found.Candidate.Method),
            _found.Candidate.Confidence,
            Math.Round(_found.Score, 4),
            matches.Find(snippet));
    }

    /// <summary>Where it stands on the page, line by line.</summary>
    public IReadOnlyList<Box> BoxesOf(Span span) =>
        [.. _lines.Skip(span.First).Take(span.Last - span.First + 1).Select(line => line.Box)];

    /// <summary>The line that a passage begins with, where it is no sentence and no row.</summary>
    private static string? TitleOf(string line) =>
        line.Split(' ').Length <= LongestTitle && line[^1] is not ('.' or '다' or ',' or ';') && !TableRow.Is(line) ? line : null;

    private Spoken Spoken(TermSet text, Coverage coverage) => new(
        coverage.OfNames(text, _found.Candidate.Names),
        coverage.OfMatter(text),
        coverage.OfKeyWords(text, _found.Candidate.Names),
        coverage.OfLeastKeyWord(text));

    /// <summary>The lines of a span, and as many on either side as a snippet holds.</summary>
    private List<PassageLine> Around(Span span)
    {
        var (first, last) = (span.First, span.Last);
        var room = LongestSnippet - Enumerable.Range(first, last - first + 1).Sum(Length);
        while (true)
        {
            if (last + 1 < _lines.Count && Length(last + 1) <= room)
            {
                room -= Length(++last);
            }
            else if (first > 0 && Length(first - 1) <= room)
            {
                room -= Length(--first);
            }
            else
            {
                return [.. _lines.Skip(first).Take(last - first + 1)];
            }
        }
    }

    private int Length(int line) => _lines[line].Text.Length + 1;
}
