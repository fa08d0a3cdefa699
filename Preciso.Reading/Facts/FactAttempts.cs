using System.Globalization;
using Preciso.Documents;

namespace Preciso.Reading.Facts;

/// <summary>Keeps what each way of finding facts gave, so that a document without facts says why.</summary>
internal sealed class FactAttempts
{
    public const string CellsByHeads = "cells_by_heads";
    public const string FirstRowAsHeads = "first_row_as_heads";
    public const string LinesOfTables = "label_value_by_line";
    public const string OfLines = "labelled_lines";

    private const int MostPages = 20;

    private readonly Dictionary<string, int> _counts = [];
    private readonly List<int> _without = [];

    public IReadOnlyList<FactAttempt> Tried =>
    [
        .. _counts.Select(count => new FactAttempt(count.Key, count.Value)),
        .. _without.Count == 0 ? (IEnumerable<FactAttempt>)[] : [new FactAttempt(FactAttempt.None, 0, [.. _without.Take(MostPages)])],
    ];

    public IReadOnlyList<string> Lines =>
    [
        .. _counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key}: {count.Value} facts")),
        .. _without.Count == 0 ? (IEnumerable<string>)[] : [$"none: tables with figures gave no fact on {_without.Count} pages ({Pages})"],
    ];

    private string Pages => string.Join(", ", _without.Take(MostPages)) + (_without.Count > MostPages ? ", …" : "");

    public List<Fact> Note(string way, IEnumerable<Fact> found)
    {
        var facts = found.ToList();
        _counts[way] = _counts.GetValueOrDefault(way) + facts.Count;
        return facts;
    }

    public void NoteNone(int page, int found)
    {
        if (found == 0)
        {
            _without.Add(page);
        }
    }
}
