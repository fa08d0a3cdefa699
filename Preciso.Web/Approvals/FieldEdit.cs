using Preciso.Documents;

namespace Preciso.Web.Approvals;

/// <summary>What a person is making of one field, on the version of it that they saw. Pure.</summary>
public sealed class FieldEdit(string name)
{
    public string Name => name;

    /// <summary>The field as the person saw it; null where it is not there.</summary>
    public DocumentField? Seen { get; private set; }

    public string Text { get; set; } = "";

    /// <summary>Where the person says that it stands; null to keep its place.</summary>
    public Place? Moved { get; private set; }

    /// <summary>What somebody else made of it while the person was at it.</summary>
    public DocumentField? Theirs { get; private set; }

    public Place? Place => Moved ?? (Seen is null ? null : new Place(Seen.Page, Seen.Box));

    public bool IsDirty => Text.Trim() != (Seen?.Printed ?? "") || Moved is not null;

    /// <summary>Shows what the server has now; what the person is typing is never overwritten.</summary>
    public void Refresh(DocumentField? now)
    {
        if (now?.Version == Seen?.Version && now?.Version == 1 && !IsDirty)
        {
            Take(now); // read again: the same version of another reading
        }
        else if (now?.Version == Seen?.Version)
        {
            Theirs = null;
        }
        else if (IsDirty && now?.Printed != Text.Trim())
        {
            Theirs = now;
        }
        else
        {
            Take(now);
        }
    }

    public void Move(Place to) => Moved = to;

    public void Undo() => Take(Theirs ?? Seen);

    /// <summary>Keeps what was typed, as a correction of theirs.</summary>
    public void PutOnTop() => (Seen, Theirs) = (Theirs ?? Seen, null);

    public void Take(DocumentField? field) => (Seen, Text, Moved, Theirs) = (field, field?.Printed ?? "", null, null);

    public CorrectField Command() => new(name, Text.Trim(), Seen?.Version ?? 0, Moved?.Page, Moved?.Box);
}

/// <summary>Where something stands in a document.</summary>
public sealed record Place(int Page, Box Box)
{
    /// <summary>How far one press of a key goes, in points.</summary>
    private const double Step = 2;
    private const double Smallest = 4;

    /// <summary>Moved by an arrow key, or made larger or smaller at its right and bottom.</summary>
    public Place ByKey(string key, bool resize, double width, double height)
    {
        var (right, down) = key switch
        {
            "ArrowRight" => (Step, 0d),
            "ArrowLeft" => (-Step, 0),
            "ArrowDown" => (0, Step),
            "ArrowUp" => (0, -Step),
            _ => (0, 0)
        };
        if (resize)
        {
            return this with
            {
                Box = Box with
                {
                    X1 = Math.Clamp(Box.X1 + right, Box.X0 + Smallest, Math.Max(width, Box.X0 + Smallest)),
                    Y1 = Math.Clamp(Box.Y1 + down, Box.Y0 + Smallest, Math.Max(height, Box.Y0 + Smallest))
                },
            };
        }
        right = Math.Clamp(right, -Box.X0, Math.Max(width - Box.X1, 0));
        down = Math.Clamp(down, -Box.Y0, Math.Max(height - Box.Y1, 0));
        return this with { Box = new Box(Box.X0 + right, Box.Y0 + down, Box.X1 + right, Box.Y1 + down) };
    }
}
