using Dapper;
using Preciso.Grains.Storage;
using Preciso.Notifications;
using Preciso.Tenants;

namespace Preciso.Grains.Tenants;

/// <summary>
/// One row for a person, which only they write, and the last word counts: there is nothing to decide, and so no grain. It is no event
/// either: what colour somebody likes concerns nobody else.
/// </summary>
public sealed class PreferenceStore(Database database, Announcements announcements) : IPreferences
{
    public Task<Preferences> Get(Caller caller, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<Row>(
                "SELECT * FROM user_preferences WHERE user_id = @UserId", new { caller.UserId });
            return row?.ToView() ?? new Preferences();
        },
        cancel);

    public async Task<Preferences> Save(Caller caller, Preferences preferences, CancellationToken cancel)
    {
        if (preferences.Language is not (null or "ko" or "en"))
        {
            throw new ProblemException(ProblemKind.Invalid, "language_unknown", "The languages are ko and en.");
        }
        await database.Query(
            caller.TenantId,
            connection => connection.ExecuteAsync(
                """
                INSERT INTO user_preferences (user_id, tenant_id, theme, density, language, rail_folded, muted, setup_done, setup_later,
                                              setup_closed)
                VALUES (@UserId, @TenantId, @theme, @density, @Language, @RailFolded, @muted, @done, @later, @SetupClosed)
                ON CONFLICT (user_id) DO UPDATE
                SET theme = excluded.theme, density = excluded.density, language = excluded.language, rail_folded = excluded.rail_folded,
                    muted = excluded.muted, setup_done = excluded.setup_done, setup_later = excluded.setup_later,
                    setup_closed = excluded.setup_closed
                """,
                new
                {
                    caller.UserId, caller.TenantId, theme = Snake.Case(preferences.Theme), density = Snake.Case(preferences.Density),
                    preferences.Language, preferences.RailFolded, muted = Words(preferences.Muted), done = Words(preferences.SetupDone),
                    later = Words(preferences.SetupLater), preferences.SetupClosed,
                }),
            cancel);
        announcements.Publish([new Change(caller.TenantId, null, null, caller.UserId)]); // to their other windows
        return await Get(caller, cancel);
    }

    private static string[] Words<TEnum>(IEnumerable<TEnum> values) where TEnum : struct, Enum =>
        [.. values.Distinct().Order().Select(Snake.Case)];

    private sealed class Row
    {
        public required string Theme { get; init; }
        public required string Density { get; init; }
        public string? Language { get; init; }
        public bool RailFolded { get; init; }
        public required string[] Muted { get; init; }
        public required string[] SetupDone { get; init; }
        public required string[] SetupLater { get; init; }
        public bool SetupClosed { get; init; }

        public Preferences ToView() => new(
            Snake.Parse<Brightness>(Theme), Snake.Parse<Density>(Density), Language, RailFolded,
            [.. Muted.Select(Snake.Parse<NotificationKind>)], [.. SetupDone.Select(Snake.Parse<SetupStep>)],
            [.. SetupLater.Select(Snake.Parse<SetupStep>)], SetupClosed);
    }
}
