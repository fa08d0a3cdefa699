using Preciso.Silo.Operations;

namespace Preciso.Silo.Bench;

/// <summary><c>preciso bench NAME</c>: a figure beside the limit that it is measured against, from one run.</summary>
public static class BenchVerb
{
    public static Task Run(string[] args) => args switch
    {
        ["ingest", var folder] => IngestBench.Run(folder, Console.Out),
        ["ask", var file] => AskBench.Run(file, Console.Out),
        ["recall", var folder] => RecallBench.Run(folder, Console.Out),
        _ => throw new StartException(
            """
            bench ingest DIR    pages/s from upload to searchable, beside raw pdftotext -bbox-layout on the same files
            bench ask FILE      p50 and p99 of an answer over HTTP, beside the bare SQL; FILE holds one question a line
            bench recall DIR    how often the right page or document is found in a folder with questions.jsonl
            """),
    };
}
