using Preciso.Documents;
using Preciso.Reading.Structure;

namespace Preciso.Reading.PlainText;

/// <summary>Lines that belong together and stay on one page if they can: a paragraph, a heading, a row of a table.</summary>
internal sealed record Passage(IReadOnlyList<SetLine> Lines, bool StartsPage = false, BlockKind Kind = BlockKind.Paragraph)
{
    /// <summary>The name of the page that it starts and of those that follow (a sheet's, a slide's).</summary>
    public string? PageName { get; init; }

    /// <summary>Where it is a row of a table.</summary>
    public SetRow? Row { get; init; }

    /// <summary>Numbers that the source has here and that cannot be printed.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <summary>A part of the file that could not be read, with why: the page that it would stand on says so.</summary>
    public DocumentProblem? Unread { get; init; }

    public double Height { get; } = Lines.Sum(line => line.Height);
}

/// <summary>A line whose words have their places across the page, not yet down it.</summary>
/// <param name="Size">Of its letters, in points.</param>
internal sealed record SetLine(IReadOnlyList<SetWord> Words, double Size)
{
    /// <summary>A part of the file that could not be read, with why: the page that it would stand on says so.</summary>
    public DocumentProblem? Unread { get; init; }

    public double Height => Size * Paper.Leading;
}

/// <param name="Stated">Facts that the file states with this word; null for nearly every word.</param>
internal readonly record struct SetWord(string Text, double X, double Width, IReadOnlyList<Fact>? Stated = null);
