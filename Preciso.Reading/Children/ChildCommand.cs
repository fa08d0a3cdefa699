namespace Preciso.Reading.Children;

/// <summary>An external program to run once, without a shell.</summary>
/// <param name="Package">The Debian package that brings the program, named when it is missing.</param>
public sealed record ChildCommand(string Program, string Package, params IReadOnlyList<string> Arguments)
{
    /// <summary>What the program reads from its standard input.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>A person waits for it: it does not queue behind the pages of other files.</summary>
    public bool Urgent { get; init; }
}

/// <param name="Errors">The end of what the program wrote to its standard error. It may quote the document: never log it, never show
/// it.</param>
public sealed record ChildResult<T>(int ExitCode, T Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;
}
