using Preciso.Grains.Tenants;
using Preciso.Silo.Audit;
using Preciso.Silo.Documents;
using Preciso.Silo.Operations;

namespace Preciso.Silo;

/// <summary>What the process was started for: <c>up</c> (default), <c>verify-audit</c> or <c>read</c>.</summary>
public static class Verbs
{
    public static Task Run(string[] args)
    {
        var named = args.Length > 0 && !args[0].StartsWith('-');
        var (verb, rest) = named ? (args[0], args[1..]) : ("up", args);
        return verb switch
        {
            "up" => Up(rest),
            "verify-audit" => VerifyAuditVerb.Run(rest),
            "read" => ReadVerb.Run(rest, Console.Out),
            _ => throw new StartException($"There is no verb '{verb}'; there are up, verify-audit and read."),
        };
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
            var password = made.GeneratedPassword is { } generated ? $" with the password {generated} (shown this once)" : "";
            Console.WriteLine($"Sign in as {made.AdminEmail}{password}");
        }
        await silo.WaitForShutdown();
    }
}
