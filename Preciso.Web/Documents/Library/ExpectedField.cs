using System.Text.Json;

namespace Preciso.Web.Documents.Library;

/// <summary>What a person says that a document must contain, while they are saying it.</summary>
public sealed class ExpectedField
{
    public string Name { get; set; } = "";

    public string Value { get; set; } = "";

    /// <summary>As an upload carries them; null while nothing is said. Of two with one name the first counts.</summary>
    public static string? Json(IEnumerable<ExpectedField> fields)
    {
        var said = fields
            .Select(field => (Name: field.Name.Trim(), Value: field.Value.Trim()))
            .Where(field => field is { Name.Length: > 0, Value.Length: > 0 })
            .DistinctBy(field => field.Name)
            .ToDictionary(field => field.Name, field => field.Value);
        return said.Count == 0 ? null : JsonSerializer.Serialize(said);
    }
}
