using System.Diagnostics;
using OpenTelemetry;
using Preciso.Grains.Jobs;

namespace Preciso.Silo.Operations.Tracing;

/// <summary>Whatever happens inside a job carries its id, so that one search finds all of it.</summary>
public sealed class JobIdOnSpans : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        // A call's parent is on another silo
        if ((data.Parent?.GetTagItem(JobTelemetry.JobId) ?? data.GetBaggageItem(JobTelemetry.JobId)) is { } job)
        {
            data.SetTag(JobTelemetry.JobId, job);
        }
    }
}
