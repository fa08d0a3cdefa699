using Microsoft.Extensions.Options;
using Preciso.Silo.Operations;
using Preciso.Silo.Postgres;

namespace Preciso.Silo;

/// <summary>How a program of ours ends: what a person can mend is one sentence and no trace.</summary>
public static class ExitCode
{
    public static async Task<int> Run(Func<Task> program)
    {
        try
        {
            await program();
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
}
