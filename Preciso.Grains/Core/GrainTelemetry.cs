using System.Diagnostics;
using Orleans.Runtime;

namespace Preciso.Grains.Core;

/// <summary>A span for each grain call, on the silo that runs it.</summary>
public static class GrainTelemetry
{
    public const string Name = "Preciso.Grains";

    private static readonly ActivitySource Source = new(Name);

    public static Activity? Start(string action, GrainId grain, Caller caller)
    {
        var activity = Source.StartActivity($"grain {action}");
        activity?.SetTag("preciso.key", grain.Key.ToString());
        activity?.SetTag("preciso.tenant_id", caller.TenantId.ToString());
        return activity;
    }

    /// <summary>A refusal by its code; anything else by its type, because a message may carry what must not be told.</summary>
    public static void Failed(Activity? activity, Exception error) =>
        activity?.SetStatus(ActivityStatusCode.Error, (error as ProblemException)?.Code ?? error.GetType().Name);
}
