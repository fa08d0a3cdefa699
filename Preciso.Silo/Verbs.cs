using Microsoft.Extensions.Options;
using Preciso.Grains.Tenants;
using Preciso.Silo.Audit;
using Preciso.Silo.Bench;
using Preciso.Silo.Demo;
using Preciso.Silo.Operations;
using Preciso.Silo.Postgres;

namespace Preciso.Silo;

/// <summary>What the process was started for: <c>up</c> (default), <c>demo</c>, <c>bench</c> or <c>verify-audit</c>.</summary>
public static class Verbs
{
    public static async Task<int> Run(string[] args)
    {
        var named = args.Length > 0 && !args[0].StartsWith('-');
        var (verb, rest) = named ? (args[0], args[1..]) : ("up", args);
        try
        {
            await (verb switch
            {
                "up" => Up(rest),
                "demo" => DemoVerb.Run(rest),
                "bench" => BenchVerb.Run(rest),
                "verify-audit" => VerifyAuditVerb.Run(rest),
                _ => throw new StartException($"There is no verb '{verb}'; there are up, demo, bench and verify-audit."),
            });
            return 0;
        }
        catch (Exception e) when (e is StartException or EmbeddedPostgresException or ProblemException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            return 1; // told to stop while it was starting
        }
    }

    private static async Task Up(string[] args)
    {
        Bootstrapped? made = null;
        await using var silo = await RunningSilo.Start(
            args, PrecisoHome.FromEnvironment(), LogLevel.Information,
            async services => made = await services.GetRequiredService<Bootstrap>().Run(CancellationToken.None),
            CancellationToken.None);
        Console.WriteLine($"Preciso listens on {silo.Address}");
        if (made is not null)
        {
            Console.WriteLine($"Sign in as {made.AdminEmail}" + (made.GeneratedPassword is { } password ? $" with the password {password} (shown this once)" : ""));
        }
        await silo.WaitForShutdown();
    }
}
