namespace Preciso.Web.Documents.Types;

/// <summary>Something in a draft that has to be mended before it can be saved.</summary>
/// <param name="On">The draft, field or rule that has it.</param>
/// <param name="Part">Which of its inputs.</param>
/// <param name="Text">The key of what is said there.</param>
public sealed record Flaw(object On, FlawPart Part, string Text);

public enum FlawPart
{
    Name,
    Labels,
    Pattern,
    Field,
    Value,
    Range,
    Others,
    List,
}
