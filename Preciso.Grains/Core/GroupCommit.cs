using System.Collections.Concurrent;
using Npgsql;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Core;

/// <summary>
/// Writes what grains decided in memory. What comes while others are being written goes together in the next batch: one transaction, one
/// round trip, one commit for all of them. An idle silo waits for nobody; a batch that fails is written again one by one, so that nobody
/// suffers for another.
/// </summary>
public sealed class GroupCommit(Database database)
{
    private const int Writers = 2;
    private const int Most = 64;

    private readonly ConcurrentQueue<Pending> _waiting = [];
    private int _writing;

    /// <summary>
    /// What calls of one tenant to one grain decided. Done when it is committed; its errors are those of the units, or PostgreSQL's.
    /// </summary>
    internal Task Write(Guid tenantId, NpgsqlBatchCommand? row, IReadOnlyList<UnitOfWork> units)
    {
        var pending = new Pending(tenantId, row, units);
        _waiting.Enqueue(pending);
        Begin();
        return pending.Written.Task;
    }

    private void Begin()
    {
        if (Interlocked.Increment(ref _writing) <= Writers)
        {
            _ = Task.Run(WriteAll);
        }
        else
        {
            Interlocked.Decrement(ref _writing);
        }
    }

    private async Task WriteAll()
    {
        while (Take() is { Count: > 0 } group)
        {
            await Write(group);
        }
        Interlocked.Decrement(ref _writing);
        if (!_waiting.IsEmpty)
        {
            Begin(); // one more came between the last look and the count
        }
    }

    private List<Pending> Take()
    {
        var group = new List<Pending>();
        while (group.Count < Most && _waiting.TryDequeue(out var pending))
        {
            group.Add(pending);
        }
        return group;
    }

    private async Task Write(List<Pending> group)
    {
        try
        {
            await Send(group);
            group.ForEach(pending => pending.Written.SetResult());
        }
        catch (PostgresException) when (group.Count > 1)
        {
            foreach (var one in group)
            {
                await Write([one]);
            }
        }
        catch (Exception e)
        {
            group.ForEach(
                pending => pending.Written.SetException(e is PostgresException refused ? Commits.Meaning(refused, pending.Units) ?? e : e));
        }
    }

    private async Task Send(List<Pending> group)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var tenant in group.GroupBy(pending => pending.TenantId))
        {
            batch.BatchCommands.Add(TenantScope.Entry(tenant.Key));
            Commits.Fill(batch, tenant.Key, tenant.Select(pending => pending.Row).OfType<NpgsqlBatchCommand>(),
                [.. tenant.SelectMany(pending => pending.Units)]);
        }
        await batch.ExecuteNonQueryAsync();
    }

    private sealed record Pending(Guid TenantId, NpgsqlBatchCommand? Row, IReadOnlyList<UnitOfWork> Units)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
