namespace Preciso.Reading.Facts.Bases;

/// <summary>
/// On what basis numbers are made, so that two tables with the same labels do not say the same: each part is null where nothing says it.
/// </summary>
/// <param name="Scope">consolidated, separate.</param>
/// <param name="Scenario">actual, budget, plan, forecast.</param>
/// <param name="Statement">restated, as_reported, adjusted, pro_forma.</param>
/// <param name="Tax">before_tax, after_tax.</param>
internal sealed record Basis(string? Scope = null, string? Scenario = null, string? Statement = null, string? Tax = null)
{
    public static readonly Basis Unsaid = new();

    /// <summary>Part by part what is said nearer, else what is said further away.</summary>
    public Basis Within(Basis wider) =>
        new(Scope ?? wider.Scope, Scenario ?? wider.Scenario, Statement ?? wider.Statement, Tax ?? wider.Tax);

    /// <summary>The words with a space between; null if nothing is said.</summary>
    public string? Code =>
        string.Join(' ', new[] { Scope, Scenario, Statement, Tax }.OfType<string>()) is { Length: > 0 } code ? code : null;
}
