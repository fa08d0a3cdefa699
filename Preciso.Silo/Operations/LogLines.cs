namespace Preciso.Silo.Operations;

/// <summary>
/// How the log is written when it goes to a file or the journal: a line for each message, with the job and tenant that it is about.
/// </summary>
public static class LogLines
{
    public static void AddLogLines(this ILoggingBuilder logging)
    {
        // It would write every address, and what people search for stands in those
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        if (Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null)
        {
            logging.AddSystemdConsole(lines => lines.IncludeScopes = true); // with the priorities that the journal understands
        }
        else if (Console.IsOutputRedirected)
        {
            logging.AddSimpleConsole(lines =>
            {
                lines.IncludeScopes = true;
                lines.SingleLine = true;
                lines.UseUtcTimestamp = true;
                lines.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            });
        }
    }
}
