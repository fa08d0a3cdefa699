using Preciso.Notifications;

namespace Preciso.Tenants;

/// <summary>How a person likes the console, on whichever machine they sign in; each has their own only.</summary>
public interface IPreferences
{
    Task<Preferences> Get(Caller caller, CancellationToken cancel);

    /// <summary>Replaces them; the answer is what is kept.</summary>
    Task<Preferences> Save(Caller caller, Preferences preferences, CancellationToken cancel);
}

/// <param name="Language"><c>ko</c> or <c>en</c>; null until the person chose.</param>
/// <param name="Muted">What they do not want to be told.</param>
/// <param name="SetupDone">Steps of the first use that they said are done; those that show by themselves are not here.</param>
/// <param name="SetupLater">Steps that they put off.</param>
/// <param name="SetupClosed">They do not want to see the steps any more.</param>
public sealed record Preferences(
    Brightness Theme = Brightness.System, Density Density = Density.Comfortable, string? Language = null, bool RailFolded = false,
    IReadOnlyList<NotificationKind>? Muted = null, IReadOnlyList<SetupStep>? SetupDone = null, IReadOnlyList<SetupStep>? SetupLater = null,
    bool SetupClosed = false)
{
    public IReadOnlyList<NotificationKind> Muted { get; init; } = Muted ?? [];

    public IReadOnlyList<SetupStep> SetupDone { get; init; } = SetupDone ?? [];

    public IReadOnlyList<SetupStep> SetupLater { get; init; } = SetupLater ?? [];
}

public enum Brightness
{
    /// <summary>As the machine has it.</summary>
    System,
    Light,
    Dark,
}

public enum Density
{
    Comfortable,
    Compact,
}

/// <summary>The first use of a company, in its order.</summary>
public enum SetupStep
{
    Company,
    People,
    Preflight,
    FirstFile,
    FirstQuestion,
    FirstApproval,
}
