namespace Preciso.Web.Documents.Types;

/// <summary>
/// What a rule is about besides its own field: another field, or the column of the document's lines (the goods of an
/// invoice) that is headed like a field, as <c>lines.FIELD</c>.
/// </summary>
public static class RuleTerms
{
    private const string Lines = "lines.";

    public static bool IsColumn(string term) => term.StartsWith(Lines, StringComparison.Ordinal);

    public static string Column(string field) => Lines + field;

    public static string Field(string term) => IsColumn(term) ? term[Lines.Length..] : term;

    /// <summary>The same with the field known by another name.</summary>
    public static string Renamed(string term, string field) => IsColumn(term) ? Column(field) : field;
}
