using Dapper;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Audit;

/// <summary>Closes the chain over lines that were committed. Any number of silos may do it: in the database they take turns.</summary>
public sealed class AuditSealer(Database database) : IChore
{
    private const int Batch = 500;

    public string Name => "audit_sealing";

    /// <summary>When no commit is heard of.</summary>
    public TimeSpan Every => TimeSpan.FromSeconds(30);

    /// <summary>Busy silos seal in rounds: each costs a commit, which those who write would wait for.</summary>
    public TimeSpan? AfterCommits => TimeSpan.FromMilliseconds(100);

    public async Task Run(CancellationToken cancel)
    {
        while (await database.Across(
            connection => connection.ExecuteScalarAsync<int>("SELECT seal_audit(@Batch)", new { Batch }), cancel) > 0)
        {
        }
    }
}
