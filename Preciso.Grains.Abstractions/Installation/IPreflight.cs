namespace Preciso.Installation;

/// <summary>What the installation stands on, and whether it is there. Admins only.</summary>
public interface IPreflight
{
    /// <summary>In a fixed order; one that could not be looked at in time is missing.</summary>
    Task<IReadOnlyList<PreflightCheck>> Run(Caller caller, CancellationToken cancel);
}

/// <param name="Found">Versions, names and counts, as they are called there; empty for none.</param>
public sealed record PreflightCheck(PreflightPart Part, PreflightStanding Standing, IReadOnlyList<string> Found);

public enum PreflightPart
{
    Database,

    /// <summary>Search by meaning, in the database.</summary>
    Vectors,

    /// <summary>Where the files lie.</summary>
    Store,

    /// <summary>Silos that take jobs.</summary>
    Workers,

    /// <summary>The programs that read PDFs.</summary>
    PdfReader,

    /// <summary>The program that reads pictures.</summary>
    ImageReader,

    /// <summary>The program that reads scans, and the languages that the company reads them for.</summary>
    Ocr,
}

public enum PreflightStanding
{
    Good,

    /// <summary>It works, but not wholly.</summary>
    Partly,
    Missing,
}
