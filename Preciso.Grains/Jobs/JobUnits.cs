using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>What a unit of work says to the queue, in its own transaction.</summary>
public static class JobUnits
{
    public static void Enqueue(this UnitOfWork unit, params IReadOnlyList<NewJob> jobs)
    {
        unit.Add(JobQueue.Insertion(unit.Caller, jobs));
        if (JobTelemetry.Origin is { } origin)
        {
            unit.Add(Statement.From("UPDATE jobs SET trace_parent = @origin WHERE job_id = ANY (@ids)",
                new { origin, ids = jobs.Select(job => job.JobId).ToArray() }));
        }
        unit.EventsWritten();
        unit.WakeWorkers();
        foreach (var job in jobs)
        {
            unit.Announce(job.DocumentId, job.JobId);
        }
    }

    /// <summary>Refuses a worker whose lease on the job is gone, with all that it wanted to write.</summary>
    public static void HoldLease(this UnitOfWork unit, JobLease lease) =>
        unit.Add(Leases.Hold(lease), refused => Leases.Meaning(refused, lease));

    /// <summary>Ends the job with what its worker's last command writes.</summary>
    public static void EndJob(this UnitOfWork unit, JobEnd end)
    {
        unit.Announce(null, end.Lease.JobId);
        unit.EventsWritten();
        unit.Add(
            Statement.From(
                $"SELECT require_one((SELECT count(*) FROM {JobEnds.EndJobs}), '{SqlStates.LeaseLost}')", JobEnds.Parameters([end])),
            refused => Leases.Meaning(refused, end.Lease));
    }
}
