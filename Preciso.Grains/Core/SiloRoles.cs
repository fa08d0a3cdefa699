namespace Preciso.Grains.Core;

/// <summary>What a silo does, from the setting <c>Preciso:Roles</c>; everything unless told.</summary>
public sealed class SiloRoles
{
    public const string Gateway = "gateway";
    public const string Console = "console";
    public const string Worker = "worker";
    public const string Gpu = "gpu";
    public const string Scheduler = "scheduler";

    public static IReadOnlyList<string> Known { get; } = [Gateway, Console, Worker, Gpu, Scheduler];

    private SiloRoles(IReadOnlyList<string> names) => Names = names;

    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether it takes jobs.</summary>
    public bool Works => Has(Worker) || Has(Gpu);

    public bool Has(string role) => Names.Contains(role);

    /// <exception cref="FormatException">A role that there is not.</exception>
    public static SiloRoles Parse(string? setting)
    {
        var names = string.IsNullOrWhiteSpace(setting)
            ? Known
            : setting.ToLowerInvariant().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Except(Known).FirstOrDefault() is { } unknown
            ? throw new FormatException($"Preciso__Roles names '{unknown}'. The roles are {string.Join(", ", Known)}, separated by commas.")
            : new SiloRoles([.. names.Distinct()]);
    }
}
