using Preciso.Documents;
using Preciso.Grains.Documents.Chunking;
using Preciso.Grains.Questions.Indexing;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Answering;

/// <summary>The span of a passage that speaks most of the question, with some of what stands around it.</summary>
internal sealed class Quote
{
    private const int LongestSnippet = 400;

    private readonly Candidate _candidate;
    private readonly IReadOnlyList<PassageLine> _lines;
    private readonly Span _span;
    private readonly double _score;

    private Quote(Candidate candidate, IReadOnlyList<PassageLine> lines, Span span, double score, double spanCoverage)
    {
        (_candidate, _lines, _span, _score) = (candidate, lines, span, score);
        Value = score * (0.5 + spanCoverage);
    }

    public required bool HasNames { get; init; }

    /// <summary>Of the question's names by the passage and its document.</summary>
    public required double NameCoverage { get; init; }

    /// <summary>Of the rest of the question by the passage.</summary>
    public required double MatterCoverage { get; init; }

    /// <summary>How good an answer it is; comparable within one question.</summary>
    public double Value { get; }

    /// <summary>A table row with its column heads, or a sentence.</summary>
    public string Text => _span.Head is null ? _span.Text : $"{_span.Head}\n{_span.Text}";

    public static Quote Best(Ranked found, Coverage coverage)
    {
        var candidate = found.Candidate;
        var lines = PassageLines.FromJson(candidate.Lines);
        var passage = new TermSet($"{candidate.Heading}\n{string.Join('\n', lines.Select(line => line.Text))}");
        var (span, value) = Spans.Of(lines, candidate.Heading)
            .Select(span => (span, coverage.OfMatter(new TermSet($"{span.Head} {span.Text}"))))
            .MaxBy(pair => pair.Item2);
        return new Quote(candidate, lines, span, found.Score, value)
        {
            HasNames = coverage.HasNames,
            NameCoverage = coverage.OfNames(passage, candidate.Names),
            MatterCoverage = coverage.OfMatter(passage),
        };
    }

    public Evidence ToEvidence()
    {
        var (first, last) = Around();
        var lines = _lines.Skip(first).Take(last - first + 1).ToList();
        return new Evidence(
            _candidate.DocumentId,
            _candidate.Filename,
            _candidate.Page,
            Excerpt.Of(string.Join('\n', lines.Select(line => line.Text)), LongestSnippet),
            [.. _lines.Skip(_span.First).Take(_span.Last - _span.First + 1).Select(line => line.Box)],
            Snake.Parse<ReadingMethod>(_candidate.Method),
            _candidate.Confidence,
            Math.Round(_score, 4));
    }

    /// <summary>The lines of the span, and as many on either side as a snippet holds.</summary>
    private (int First, int Last) Around()
    {
        var (first, last) = (_span.First, _span.Last);
        var length = Enumerable.Range(first, last - first + 1).Sum(Length);
        for (var grown = true; grown;)
        {
            grown = false;
            if (last + 1 < _lines.Count && length + Length(last + 1) <= LongestSnippet)
            {
                length += Length(++last);
                grown = true;
            }

            if (first > 0 && length + Length(first - 1) <= LongestSnippet)
            {
                length += Length(--first);
                grown = true;
            }
        }

        return (first, last);
    }

    private int Length(int line) => _lines[line].Text.Length + 1;
}
