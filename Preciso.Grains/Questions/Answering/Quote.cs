using Preciso.Documents;
using Preciso.Grains.Documents.Chunking;
using Preciso.Grains.Questions.Indexing;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Answering;

/// <summary>A passage that was found, and which of its sentences and rows speak most of the question.</summary>
internal sealed class Quote
{
    private const int LongestSnippet = 400;

    private readonly Ranked _found;
    private readonly IReadOnlyList<PassageLine> _lines;

    public Quote(Ranked found, QuestionPlan plan, Coverage coverage)
    {
        _found = found;
        _lines = PassageLines.FromJson(found.Candidate.Lines);
        var passage = new TermSet($"{found.Candidate.Heading}\n{string.Join('\n', _lines.Select(line => line.Text))}");
        HasNames = coverage.HasNames;
        NameCoverage = coverage.OfNames(passage, found.Candidate.Names);
        MatterCoverage = coverage.OfMatter(passage);
        Findings = [.. Spans.Of(_lines, found.Candidate.Heading)
            .Select(span => Finding.Of(span, found.Score, plan, coverage))
            .OrderByDescending(finding => finding.Value)];
    }

    public bool HasNames { get; }

    /// <summary>Of the question's names by the passage and its document.</summary>
    public double NameCoverage { get; }

    /// <summary>Of the rest of the question by the passage.</summary>
    public double MatterCoverage { get; }

    /// <summary>Best first.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    public Evidence ToEvidence()
    {
        var lines = Around(Findings[0].Span);
        return new Evidence(
            _found.Candidate.DocumentId,
            _found.Candidate.Filename,
            _found.Candidate.Page,
            Excerpt.Of(string.Join(' ', lines.Select(line => line.Text)), LongestSnippet),
            [.. _lines.Skip(Findings[0].Span.First).Take(Findings[0].Span.Last - Findings[0].Span.First + 1).Select(line => line.Box)],
            Snake.Parse<ReadingMethod>(_found.Candidate.Method),
            _found.Candidate.Confidence,
            Math.Round(_found.Score, 4));
    }

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
