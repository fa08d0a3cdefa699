using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Preciso.Grains.Engine;

/// <summary>A caller's stand-in for a grain; each method call makes the grain, binds it and passes the one command on.</summary>
public class GrainReference : DispatchProxy
{
    private static readonly MethodInfo RunMethod =
        typeof(GrainReference).GetMethod(nameof(Run), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private Type _grain = null!;
    private string _key = null!;
    private Caller _caller = null!;
    private IServiceScopeFactory _scopes = null!;
    private ICallWire _wire = null!;

    internal void Aim(Type grain, string key, Caller caller, IServiceScopeFactory scopes, ICallWire wire) =>
        (_grain, _key, _caller, _scopes, _wire) = (grain, key, caller, scopes, wire);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var view = targetMethod!.ReturnType.GetGenericArguments().Single();
        return RunMethod.MakeGenericMethod(view).Invoke(this, [targetMethod, args!.Single()]);
    }

    private async Task<TView> Run<TView>(MethodInfo method, object command) where TView : notnull
    {
        using var activity = GrainTelemetry.Start(_grain, method.Name, _key, _caller);
        try
        {
            return await Call<TView>(method, command);
        }
        catch (Exception e)
        {
            GrainTelemetry.Failed(activity, e);
            throw;
        }
    }

    private async Task<TView> Call<TView>(MethodInfo method, object command) where TView : notnull
    {
        await using var scope = _scopes.CreateAsyncScope();
        var grain = scope.ServiceProvider.GetRequiredService(_grain);
        ((Grain)grain).Bind(_key, _caller);
        var view = await (Task<TView>)method.Invoke(grain, BindingFlags.DoNotWrapExceptions, null, [_wire.Carry(command)], null)!;
        return (TView)_wire.Carry(view);
    }
}
