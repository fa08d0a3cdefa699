namespace Preciso.Web.Layout;

/// <summary>The way back through a list that knows only its next page.</summary>
public sealed class ListTrail
{
    private readonly Stack<string?> _earlier = [];

    /// <summary>Of the page that is shown; null is the first.</summary>
    public string? Cursor { get; private set; }

    public bool HasEarlier => _earlier.Count > 0;

    public void Forward(string cursor)
    {
        _earlier.Push(Cursor);
        Cursor = cursor;
    }

    public void Back() => Cursor = _earlier.Pop();

    public void Restart()
    {
        _earlier.Clear();
        Cursor = null;
    }
}
