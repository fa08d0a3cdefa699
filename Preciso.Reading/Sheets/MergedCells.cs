using System.Runtime.InteropServices;

namespace Preciso.Reading.Sheets;

/// <summary>Which cells of a row are merged with others. Of two that overlap, the first one counts.</summary>
internal sealed class MergedCells(IEnumerable<Merge> merges)
{
    private readonly Queue<Merge> _next = new(merges.OrderBy(merge => merge.Top).ThenBy(merge => merge.Left));
    private readonly List<int> _coveredTo = []; // the last covered row, column by column
    private readonly Dictionary<int, Merge> _begun = [];

    /// <summary>Goes on to a row behind the last one.</summary>
    public void Enter(int row)
    {
        _begun.Clear();
        while (_next.TryPeek(out var merge) && merge.Top <= row)
        {
            _next.Dequeue();
            Begin(merge, row);
        }
    }

    /// <summary>The merged cell that begins here; itself if it is not merged.</summary>
    public Merge At(int row, int column) => _begun.TryGetValue(column, out var merge) ? merge : new Merge(row, column, row, column);

    /// <summary>Hidden under a merged cell that begins elsewhere.</summary>
    public bool IsCovered(int row, int column) =>
        column < _coveredTo.Count && _coveredTo[column] >= row && !_begun.ContainsKey(column);

    private void Begin(Merge merge, int row)
    {
        if (merge.Right >= _coveredTo.Count)
        {
            _coveredTo.AddRange(Enumerable.Repeat(-1, merge.Right + 1 - _coveredTo.Count));
        }
        var places = CollectionsMarshal.AsSpan(_coveredTo)[merge.Left..(merge.Right + 1)];
        foreach (var to in places)
        {
            if (to >= merge.Top)
            {
                return;
            }
        }
        places.Fill(merge.Bottom);
        if (merge.Top == row)
        {
            _begun.Add(merge.Left, merge);
        }
    }
}
