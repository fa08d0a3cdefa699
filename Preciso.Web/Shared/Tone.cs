namespace Preciso.Web.Shared;

/// <summary>How a state is meant: nothing to do, look at it, broken, under way.</summary>
public enum Tone
{
    Plain,
    Good,
    Warn,
    Bad,
    Busy,
}
