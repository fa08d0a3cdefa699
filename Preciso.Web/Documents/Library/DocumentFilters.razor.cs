using System.Globalization;
using Microsoft.AspNetCore.Components;
using Preciso.Documents;

namespace Preciso.Web.Documents.Library;

/// <summary>What the list is narrowed by; each choice is a new address.</summary>
public sealed partial class DocumentFilters : ComponentBase
{
    private const string Shared = "shared";
    private const string DayFormat = "yyyy-MM-dd";

    private bool? _more;

    [Parameter, EditorRequired]
    public required DocumentListAddress Address { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<TypeChoice> Types { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<TagCount> Tags { get; set; }

    [Parameter, EditorRequired]
    public required SpaceList Spaces { get; set; }

    [Parameter]
    public EventCallback<DocumentListAddress> Changed { get; set; }

    /// <summary>The rest is shown where it is asked for, and where it narrows the list.</summary>
    private bool More =>
        _more ?? (Address.Type is not null || Address.Tags.Count > 0 || Address.From is not null || Address.To is not null);

    private string? Place => Address.Mine == false ? Shared : Address.Space;

    private Task Go(DocumentListAddress address) => Changed.InvokeAsync(address);

    private Task Search(string? words) => (words ?? "").Trim() is var search && search != Address.Search
        ? Go(Address with { Search = search })
        : Task.CompletedTask;

    private Task States(IEnumerable<DocumentState>? states) => Go(Address with { States = [.. states ?? []] });

    private Task Typed(string? type) => Go(Address with { Type = string.IsNullOrEmpty(type) ? null : type });

    private Task Tagged(IEnumerable<string?>? tags) => Go(Address with { Tags = [.. (tags ?? []).OfType<string>()] });

    private Task PutTo(string? place) => Go(place switch
    {
        Shared => Address with { Space = null, Mine = false },
        null or "" => Address with { Space = null, Mine = null },
        _ => Address with { Space = place, Mine = null },
    });

    private static string Chosen(IReadOnlyList<string?>? states) => states is { Count: > 0 } ? string.Join(", ", states) : "";

    private string TypeName(string? key) => string.IsNullOrEmpty(key) ? T["all_types"] : Types.NameOf(key);

    private string PlaceName(string? place) => place switch
    {
        null or "" => T["all_documents"],
        Shared => T["space_shared"],
        DocumentListAddress.NoSpace => T["space_unfiled"],
        _ => Spaces.Items.FirstOrDefault(space => $"{space.Id}" == place)?.Name ?? "",
    };

    private static string? Day(DateOnly? day) => day?.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? day) =>
        DateOnly.TryParseExact(day, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : null;
}
