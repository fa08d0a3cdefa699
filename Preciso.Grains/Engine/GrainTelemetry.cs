using System.Diagnostics;
using System.Text.Json;

namespace Preciso.Grains.Engine;

/// <summary>A span for each grain call.</summary>
public static class GrainTelemetry
{
    public const string Name = "Preciso.Grains";

    private static readonly ActivitySource Source = new(Name);

    public static Activity? Start(Type grain, string method, string key, Caller caller)
    {
        if (!Source.HasListeners())
        {
            return null;
        }
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(grain.Name[1..].Replace("Grain", "", StringComparison.Ordinal));
        var activity = Source.StartActivity($"grain {name}.{JsonNamingPolicy.SnakeCaseLower.ConvertName(method)}");
        activity?.SetTag("preciso.key", key);
        activity?.SetTag("preciso.tenant_id", caller.TenantId.ToString());
        return activity;
    }

    /// <summary>A refusal by its code; anything else by its type, because a message may carry what must not be told.</summary>
    public static void Failed(Activity? activity, Exception error) =>
        activity?.SetStatus(ActivityStatusCode.Error, (error as ProblemException)?.Code ?? error.GetType().Name);
}
