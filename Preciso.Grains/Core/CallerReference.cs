using System.Reflection;
using Orleans.Runtime;

namespace Preciso.Grains.Core;

/// <summary>
/// A reference to a grain in the name of one caller, who goes with each call. A call that a dying silo did not take is sent again.
/// </summary>
public class CallerReference : DispatchProxy
{
    private const string Header = "preciso.caller";

    private static readonly MethodInfo CallMethod =
        typeof(CallerReference).GetMethod(nameof(Call), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private IGrain _grain = null!;
    private Caller _caller = null!;
    private TimeProvider _time = null!;

    /// <summary>Of the call that is being run; null where nobody stands behind it.</summary>
    internal static Caller? Current => RequestContext.Get(Header) as Caller;

    internal void Aim(IGrain grain, Caller caller, TimeProvider time) => (_grain, _caller, _time) = (grain, caller, time);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var view = targetMethod!.ReturnType.GetGenericArguments().Single();
        return CallMethod.MakeGenericMethod(view).Invoke(this, [targetMethod, args]);
    }

    private async Task<TView> Call<TView>(MethodInfo method, object[] command)
    {
        var began = _time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Send<TView>(method, command);
            }
            catch (Exception) when (method.IsDefined(typeof(SentOnceAttribute)))
            {
                throw;
            }
            catch (Exception e) when (ClusterErrors.IsAway(e))
            {
                if (_time.GetElapsedTime(began) > ClusterErrors.Patience)
                {
                    throw ClusterErrors.Unavailable();
                }
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(1000, 50 << attempt)), _time);
            }
            catch (ProblemException refused) when (refused.Kind == ProblemKind.Forbidden)
            {
                Refusals.MarkRecorded(refused); // by the gate of the grain
                throw;
            }
            catch (TimeoutException)
            {
                throw ClusterErrors.Unavailable();
            }
        }
    }

    /// <summary>Orleans takes the context along when the call is sent, so it is put back at once.</summary>
    private Task<TView> Send<TView>(MethodInfo method, object[] command)
    {
        var before = RequestContext.Get(Header);
        RequestContext.Set(Header, _caller);
        try
        {
            return (Task<TView>)method.Invoke(_grain, BindingFlags.DoNotWrapExceptions, null, command, null)!;
        }
        finally
        {
            if (before is null)
            {
                RequestContext.Remove(Header);
            }
            else
            {
                RequestContext.Set(Header, before);
            }
        }
    }
}

/// <summary>Whoever calls it knows where else to go: a call that was not taken is not sent again.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SentOnceAttribute : Attribute;
