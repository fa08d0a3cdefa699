using Dapper;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Notifications;

/// <summary>Removes what was told so long ago that nobody looks for it.</summary>
public sealed class OldNotifications(Database database) : IChore
{
    /// <summary>How long one is kept, read or not.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public string Name => "notifications";

    public TimeSpan Every => TimeSpan.FromHours(12);

    public Task Run(CancellationToken cancel) =>
        database.Across(connection => connection.ExecuteAsync("SELECT forget_notifications(@Kept)", new { Kept }), cancel);
}
