using Preciso.Questions;
using Preciso.Web.Documents;
using Preciso.Web.Resources;

namespace Preciso.Web.Questions;

/// <summary>The part of the documents that the next question is put to, or that an earlier one was put to.</summary>
public sealed record AskedWithin
{
    public static AskedWithin All { get; } = new();

    public IReadOnlyList<AskedDocument> Documents { get; init; } = [];

    public IReadOnlyList<AskedSpace> Spaces { get; init; } = [];

    /// <summary>By key.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>Nothing of what it was put to may be seen now.</summary>
    public bool IsGone { get; init; }

    public bool IsAll => Documents.Count == 0 && !HasScope;

    private bool HasScope => Spaces.Count + Types.Count > 0 || From is not null || Until is not null;

    public static AskedWithin Read(ThreadQuestion kept) => new()
    {
        Documents = kept.Documents ?? [],
        Spaces = kept.Scope?.Spaces ?? [],
        Types = kept.Scope?.Types ?? [],
        From = kept.Scope?.From,
        Until = kept.Scope?.Until,
        IsGone = kept.Documents is { Count: 0 } || kept.Scope is { Spaces: { Count: 0 } },
    };

    public AskQuestion Question(string words, Guid? threadId) =>
        new(words, DocumentIds: Documents.Count > 0 ? [.. Documents.Select(document => document.Id)] : null, ThreadId: threadId)
        {
            Scope = HasScope
                ? new AskedScope(
                    Spaces.Count > 0 ? [.. Spaces.Select(space => space.Id)] : null, Types.Count > 0 ? Types : null, From, Until)
                : null,
        };

    /// <summary>What it consists of in words, each with what is left where that is taken away.</summary>
    public IEnumerable<(string Text, AskedWithin Without)> Parts(IReadOnlyList<TypeChoice> types, TimeZoneInfo zone, Texts texts) =>
    [
        .. Documents.Select(document => (document.Filename, this with { Documents = [.. Documents.Where(other => other != document)] })),
        .. Spaces.Select(space => (space.Name, this with { Spaces = [.. Spaces.Where(other => other != space)] })),
        .. Types.Select(type => (types.NameOf(type), this with { Types = [.. Types.Where(other => other != type)] })),
        .. From is { } from ? [(texts.Format("filter_from", Day(from, zone)), this with { From = null })] : Nothing,
        .. Until is { } until ? [(texts.Format("filter_to", Day(until, zone).AddDays(-1)), this with { Until = null })] : Nothing,
    ];

    private static IEnumerable<(string, AskedWithin)> Nothing => [];

    /// <summary>As the reader's calendar has it.</summary>
    public static DateOnly Day(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    public static DateTimeOffset? Midnight(DateOnly? day, TimeZoneInfo zone) =>
        day?.ToDateTime(TimeOnly.MinValue) is { } at ? new DateTimeOffset(at, zone.GetUtcOffset(at)) : null;
}
