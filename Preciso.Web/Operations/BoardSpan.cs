using System.Globalization;

namespace Preciso.Web.Operations;

/// <summary>The time that the board shows, as it stands in its address: one of a few lengths, until now or until a time.</summary>
/// <param name="Choice">Which of <see cref="Choices"/>.</param>
/// <param name="Until">Null for now, and then it goes on with the clock.</param>
public sealed record BoardSpan(int Choice, DateTimeOffset? Until = null)
{
    private const int Hour = 1;

    /// <summary>The shortest first; their names stand in addresses.</summary>
    public static readonly IReadOnlyList<(string Name, TimeSpan Length)> Choices =
    [
        ("15m", TimeSpan.FromMinutes(15)), ("1h", TimeSpan.FromHours(1)), ("6h", TimeSpan.FromHours(6)), ("24h", TimeSpan.FromHours(24)),
        ("7d", TimeSpan.FromDays(7)),
    ];

    public string Name => Choices[Choice].Name;

    public TimeSpan Length => Choices[Choice].Length;

    /// <summary>What is no length or time there is the last hour.</summary>
    public static BoardSpan From(string? name, string? until)
    {
        var choice = Choices.TakeWhile(choice => choice.Name != name).Count();
        return new BoardSpan(
            choice < Choices.Count ? choice : Hour,
            DateTimeOffset.TryParse(until, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null);
    }

    public string ToAddress() =>
        $"/operations?span={Name}" + (Until is { } until ? $"&until={Uri.EscapeDataString(JobSearch.Stamp(until))}" : "");

    public BoardSpan Earlier(DateTimeOffset now) => this with { Until = (Until ?? now) - Length };

    public BoardSpan Later(DateTimeOffset now) => Clip(Choice, (Until ?? now) + Length, now);

    public BoardSpan Narrower(DateTimeOffset now) => Choice == 0 ? this : Around(Choice - 1, now);

    public BoardSpan Wider(DateTimeOffset now) => Choice == Choices.Count - 1 ? this : Around(Choice + 1, now);

    /// <summary>Into one part of it, as near as the lengths allow.</summary>
    public static BoardSpan Into(DateTimeOffset at, TimeSpan step, DateTimeOffset now)
    {
        var choice = Choices.TakeWhile(choice => choice.Length < step).Count();
        return Clip(choice, at + (step + Choices[choice].Length) / 2, now);
    }

    /// <summary>What ends now goes on ending now; otherwise the middle stays.</summary>
    private BoardSpan Around(int choice, DateTimeOffset now) => Until is { } until
        ? Clip(choice, until + (Choices[choice].Length - Length) / 2, now)
        : new BoardSpan(choice);

    private static BoardSpan Clip(int choice, DateTimeOffset until, DateTimeOffset now) => new(choice, until < now ? until : null);
}
