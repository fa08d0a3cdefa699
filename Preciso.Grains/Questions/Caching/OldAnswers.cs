using Dapper;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Questions.Caching;

/// <summary>Forgets which job has an answer that is so old that hardly anybody asks for it again, and the oldest of too many.</summary>
public sealed class OldAnswers(Database database) : IChore
{
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Of each tenant.</summary>
    internal const int Most = 100_000;

    public string Name => "cached_answers";

    public TimeSpan Every => TimeSpan.FromHours(12);

    public Task Run(CancellationToken cancel) =>
        database.Across(connection => connection.ExecuteAsync("SELECT forget_answers(@Kept, @Most)", new { Kept, Most }), cancel);
}
