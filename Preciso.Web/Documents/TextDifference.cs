using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Preciso.Documents;

namespace Preciso.Web.Documents;

/// <summary>What differs between the words of two pages, line by line, with the places of the lines that only one of them has.</summary>
public sealed record TextDifference(IReadOnlyList<TextChange> Lines, IReadOnlyList<Box> Removed, IReadOnlyList<Box> Added)
{
    public static readonly TextDifference None = new([], [], []);

    public bool IsNothing => Lines.All(line => line.Kind == TextChangeKind.Same);

    /// <summary>A page that is not there has no lines.</summary>
    public static TextDifference Between(PageReading? left, PageReading? right)
    {
        var (before, after) = (LinesOf(left), LinesOf(right));
        var sides = SideBySideDiffBuilder.Diff(Differ.Instance, Text(before), Text(after), ignoreWhiteSpace: true, ignoreCase: false);
        var lines = sides.OldText.Lines.Zip(sides.NewText.Lines).SelectMany(pair => Changes(pair.First, pair.Second)).ToList();
        return new TextDifference(lines, Places(before, sides.OldText), Places(after, sides.NewText));
    }

    private static IEnumerable<TextChange> Changes(DiffPiece old, DiffPiece now)
    {
        if (old.Type == ChangeType.Unchanged)
        {
            yield return new TextChange(TextChangeKind.Same, old.Text);
            yield break;
        }
        if (old.Type is ChangeType.Deleted or ChangeType.Modified)
        {
            yield return new TextChange(TextChangeKind.Removed, old.Text);
        }
        if (now.Type is ChangeType.Inserted or ChangeType.Modified)
        {
            yield return new TextChange(TextChangeKind.Added, now.Text);
        }
    }

    private static IReadOnlyList<Box> Places(List<TextLine> lines, DiffPaneModel pane) =>
        [.. pane.Lines.Where(piece => piece is { Position: not null, Type: not ChangeType.Unchanged } && piece.Position <= lines.Count)
            .Select(piece => lines[piece.Position!.Value - 1].Box)];

    private static List<TextLine> LinesOf(PageReading? page) => page is null ? [] : [.. page.Lines.Where(line => line.Words.Count > 0)];

    private static string Text(List<TextLine> lines) => string.Join('\n', lines.Select(line => line.Text.ReplaceLineEndings(" ")));
}

public enum TextChangeKind
{
    Same,
    Removed,
    Added,
}

public sealed record TextChange(TextChangeKind Kind, string Text);
