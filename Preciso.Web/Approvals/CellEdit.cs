using Preciso.Documents;

namespace Preciso.Web.Approvals;

/// <summary>What a person is making of one cell, on the version of it that they saw. Pure.</summary>
public sealed class CellEdit(int page, int table, TableCell seen)
{
    public int Table => table;

    /// <summary>The cell as the person saw it.</summary>
    public TableCell Seen { get; private set; } = seen;

    public string Text { get; set; } = seen.Text;

    /// <summary>What somebody else made of it while the person was at it.</summary>
    public TableCell? Theirs { get; private set; }

    public bool IsDirty => Text.Trim() != Seen.Text;

    public bool IsAt(int page1, int table1, TableCell cell) =>
        (page, table, Seen.Row, Seen.Column) == (page1, table1, cell.Row, cell.Column);

    /// <summary>Shows what the server has now; what the person is typing is never overwritten.</summary>
    public void Refresh(TableCell now)
    {
        if (now.Correction?.Version == Seen.Correction?.Version)
        {
            Theirs = null;
        }
        else if (IsDirty && now.Text != Text.Trim())
        {
            Theirs = now;
        }
        else
        {
            (Seen, Text, Theirs) = (now, now.Text, null);
        }
    }

    /// <summary>Keeps what was typed, as a correction of theirs.</summary>
    public void PutOnTop() => (Seen, Theirs) = (Theirs ?? Seen, null);

    public CorrectCell Command() => new(page, table, Seen.Row, Seen.Column, Text.Trim(), Seen.Correction?.Version ?? 0);
}
