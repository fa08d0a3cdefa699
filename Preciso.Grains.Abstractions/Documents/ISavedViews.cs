namespace Preciso.Documents;

/// <summary>Lists of documents that a person comes back to, each their own.</summary>
public interface ISavedViews
{
    /// <summary>By name.</summary>
    Task<IReadOnlyList<SavedView>> List(Caller caller, CancellationToken cancel);

    /// <summary>One of the same name is replaced.</summary>
    Task<SavedView> Save(Caller caller, SaveView command, CancellationToken cancel);

    Task Remove(Caller caller, Guid viewId, CancellationToken cancel);
}

/// <param name="Query">Filter and order, as the list's address has them.</param>
/// <param name="Columns">Those that are shown; empty for the usual ones.</param>
public sealed record SaveView(string Name, string Query, IReadOnlyList<string>? Columns = null);

public sealed record SavedView(Guid Id, string Name, string Query, IReadOnlyList<string> Columns);
