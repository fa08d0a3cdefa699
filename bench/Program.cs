using Preciso.Bench;
using Preciso.Bench.Browsing;
using Preciso.Bench.Chaos;
using Preciso.Bench.Demo;
using Preciso.Silo.Operations;

// A figure beside the limit that it is measured against, from one run; or what a newcomer sees first.
return await ExitCode.Run(() => args switch
{
    ["demo", .. var settings] => DemoVerb.Run(settings),
    ["ingest", var folder] => IngestBench.Run(folder, Console.Out),
    ["ask", _, ..] => AskBench.Run(args[1..], Console.Out),
    ["answers", var folder] => AnswersBench.Run(folder, Console.Out),
    ["read", var folder] => ReadBench.Run(folder, Console.Out),
    ["queue"] => QueueBench.Run(Console.Out),
    ["grain"] => GrainBench.Run(Console.Out),
    ["scans", .. var plan] => ScanBench.Run(plan, Console.Out),
    ["console", .. var other] => ConsoleBench.Run(other, Console.Out),
    ["screens", var folder] => ScreensVerb.Run(folder, Console.Out),
    ["chaos", .. var plan] => ChaosBench.Run(plan, Console.Out),
    [WorkerProcess.Verb, .. var settings] => WorkerProcess.Serve(settings), // started by the bench itself
    _ => throw new StartException(
        """
        bench ingest DIR    pages/s from upload to searchable, beside raw pdftotext -bbox-layout on the same files
        bench ask DIR [TIMES ...]
                            answers a second, p50 and p99 of one over HTTP, 1, 20 and 200 at once, beside the bare SQL, a vector query
                            and the embedder; also with its documents stored so many TIMES
        bench answers DIR   how good the answers are in a folder with questions.jsonl: right pages, figures and text, refusals and leaks
        bench read DIR      pages/s of reading text PDFs and scans, beside raw pdftotext and raw Tesseract; peak memory
        bench queue         jobs/s on 1 and 3 silos beside a bare SKIP LOCKED loop, waits under load, fairness, idle queries
        bench grain         committed grain calls/s beside bare transactions, one grain and many
        bench scans [KILLS [SCANS]]
                            a scan of 60 pages on 1 and 2 silos of one core each; then scans while silos are killed: every page once
        bench console [CHECKOUT]
                            the console in a browser: time until a page can be used, bytes, memory of an open page, clicks with 200
                            of them; beside another version that is built in CHECKOUT
        bench screens DIR   pictures of all pages of the console, wide and narrow, light and dark, in both languages
        bench chaos [FAULTS [DOCUMENTS [SEED]]]
                            silos killed and halted, PostgreSQL restarted, under uploads: nothing lost, twice, stuck or stale
        """),
});
