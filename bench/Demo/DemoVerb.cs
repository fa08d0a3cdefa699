using Preciso.Grains.Tenants;
using Preciso.Silo.Operations;
using Preciso.Tenants;

namespace Preciso.Bench.Demo;

/// <summary><c>preciso demo</c>: a silo with a company of its own, the samples, three questions; then it keeps running.</summary>
public static class DemoVerb
{
    private const string Tenant = "한빛정밀 (demo)";
    private const string Email = "demo@preciso.local";

    public static async Task Run(string[] args)
    {
        var (admin, password) = (default(Caller)!, "");
        await using var silo = await RunningSilo.Start(
            args, PrecisoHome.FromEnvironment(), LogLevel.Warning,
            async services =>
                (admin, password) = await services.GetRequiredService<Bootstrap>().FreshSignIn(Tenant, Email, CancellationToken.None),
            CancellationToken.None);
        var stopping = silo.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var people = silo.Services.GetRequiredService<IPeople>();
        var key = await people.IssueApiKey(admin, "demo", stopping);

        await Demo.Run(silo.Address, key.Key, Samples.Folder(), Console.Out, stopping);
        await silo.Services.GetRequiredService<IGrains>().Get<IUserGrain>(admin.UserId, admin).RevokeApiKey(new RevokeApiKey(key.View.Id));

        Console.WriteLine($"The console is at {silo.Address}");
        Console.WriteLine($"Sign in as {Email} with the password {password}   (Ctrl-C ends the demo)");
        await silo.WaitForShutdown();
    }
}
