using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Core;

/// <summary>
/// What each call to a grain passes on its way in: without a caller it is refused; it is traced; what is forbidden goes on the audit trail;
/// and what went wrong is told in a form that every silo can read.
/// </summary>
public sealed partial class CallGate(Database database, ILogger<CallGate> logger) : IIncomingGrainCallFilter
{
    private static readonly ConcurrentDictionary<MethodInfo, string> Actions = [];

    // Orleans' own are not ours to guard, nor is what it tells a grain of ours: that a call to it was canceled comes in nobody's name.
    public Task Invoke(IIncomingGrainCallContext context) =>
        context.Grain is Grain && typeof(IGrain).IsAssignableFrom(context.InterfaceMethod.DeclaringType) ? Pass(context) : context.Invoke();

    private async Task Pass(IIncomingGrainCallContext context)
    {
        var action = Actions.GetOrAdd(context.InterfaceMethod, method => method.GetCustomAttribute<AliasAttribute>()!.Alias);
        if (CallerReference.Current is not { } caller)
        {
            LogNobody(action);
            throw new ProblemException(ProblemKind.Forbidden, "caller_missing", "A call in nobody's name is refused.");
        }
        using var activity = GrainTelemetry.Start(action, context.TargetId, caller);
        try
        {
            await context.Invoke();
        }
        catch (Exception e)
        {
            GrainTelemetry.Failed(activity, e);
            throw await Tell(e, action, caller, context.TargetId);
        }
    }

    private async Task<Exception> Tell(Exception error, string action, Caller caller, Orleans.Runtime.GrainId grain)
    {
        switch (error)
        {
            case ProblemException { Kind: ProblemKind.Forbidden } refused:
                await database.RecordRefusal(caller, Line(refused, action, grain), refused);
                return refused;
            case ProblemException or IKnownToEverySilo or OperationCanceledException:
                return error;
            case NpgsqlException { IsTransient: true } or TimeoutException:
                LogAway(action, error.GetType().Name);
                return new ProblemException(ProblemKind.Unavailable, "database_unreachable",
                    "The database cannot be reached just now. Try again in a moment.", TimeSpan.FromSeconds(5));
            default:
                LogFailed(error, action);
                return new GrainFailedException(error.GetType().Name, action);
        }
    }

    private static AuditLine Line(ProblemException refused, string action, Orleans.Runtime.GrainId grain)
    {
        Guid? about = Guid.TryParse(grain.Key.ToString(), out var id) ? id : null;
        var type = grain.Type.ToString();
        return new AuditLine(action, type == "job" ? about : null, type == "document" ? about : null, $$"""{"code":"{{refused.Code}}"}""");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Action} was called in nobody's name and refused.")]
    private partial void LogNobody(string action);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Action} could not reach the database ({Reason}).")]
    private partial void LogAway(string action, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Action} failed.")]
    private partial void LogFailed(Exception exception, string action);
}

/// <summary>An exception that crosses between silos as it is.</summary>
public interface IKnownToEverySilo;

/// <summary>A mistake of ours inside a grain. What it was is in the log of the silo where it happened.</summary>
[GenerateSerializer, Alias("preciso.grain_failed")]
public sealed class GrainFailedException(string kind, string action) : Exception($"{action} failed with {kind}.")
{
    [Id(0)]
    public string Kind { get; } = kind;

    [Id(1)]
    public string Action { get; } = action;
}
