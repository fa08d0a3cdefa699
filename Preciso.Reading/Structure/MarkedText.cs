using Preciso.Documents;

namespace Preciso.Reading.Structure;

/// <summary>Text some of whose characters state facts (inline XBRL).</summary>
internal sealed record MarkedText(string Text, IReadOnlyList<StatedMark> Marks)
{
    public static implicit operator MarkedText(string text) => new(text, []);
}

/// <param name="Fact">As the file states it; its page, place and box are filled in when the text stands on a page.</param>
internal readonly record struct StatedMark(int Start, int End, Fact Fact);
