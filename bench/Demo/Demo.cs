using System.Diagnostics;
using System.Globalization;
using Preciso.Documents;
using Preciso.Questions;
using Preciso.Silo.Documents;

namespace Preciso.Bench.Demo;

/// <summary>
/// What a newcomer sees first: our own documents are read, one of them is checked, and three questions asked, all through REST.
/// </summary>
public static class Demo
{
    private const int EvidenceShown = 3;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>A receipt and what its uploader expected of it: the total is not what the receipt says, so a person is asked.</summary>
    private static readonly (string File, IReadOnlyDictionary<string, string> Fields) Expected = ("영수증-한빛문구.png",
        new Dictionary<string, string> { ["total"] = "52,000" });

    private static readonly string[] Questions =
    [
        "대금은 세금계산서 발행일부터 며칠 이내에 지급하나요?", // in the scanned letter
        "What are the total assets of Hanbit Precision?", // in a table
        "사내 어린이집 이용 요금은 얼마인가요?", // in none of the documents
    ];

    public static async Task Run(Uri address, string apiKey, string samplesFolder, TextWriter output, CancellationToken cancel)
    {
        using var client = new DemoClient(address, apiKey);
        var screen = new DemoScreen(output);
        var files = Directory.EnumerateFiles(samplesFolder)
            .Where(file => Path.HasExtension(file) && Path.GetFileName(file) != LabelledCorpus.QuestionFile).Order(StringComparer.Ordinal);

        screen.Title("Documents");
        foreach (var file in files)
        {
            await Read(client, screen, file, cancel);
        }

        screen.Gap();
        screen.Title($"Checks of {Expected.File}");
        await ShowChecks(client, screen, cancel);
        screen.Title("Questions");
        foreach (var question in Questions)
        {
            Show(screen, question, await client.Ask(question, cancel));
        }
    }

    private static async Task Read(DemoClient client, DemoScreen screen, string file, CancellationToken cancel)
    {
        var name = Path.GetFileName(file);
        var clock = Stopwatch.StartNew();
        screen.Progress(name, "uploading", 0);
        var uploaded = await client.Upload(file, name == Expected.File ? Expected.Fields : null, cancel);
        var document = await client.Get(uploaded.DocumentId, cancel);
        while (document.Status is DocumentState.Queued or DocumentState.Reading or DocumentState.Indexing)
        {
            screen.Progress(name, Snake.Case(document.Status), document.Progress);
            await Task.Delay(BetweenLooks, cancel);
            document = await client.Get(uploaded.DocumentId, cancel);
        }

        var known = uploaded is { DuplicateOf: not null, ReadAgain: false };
        screen.Done(name, Snake.Case(document.Status), Outcome(document, known, clock.Elapsed));
    }

    private static string Outcome(DocumentSummary document, bool known, TimeSpan took)
    {
        var pages = document.Pages switch { null => "", 1 => "1 page", var many => $"{many} pages" };
        var note = document.Error?.Detail
            ?? (known ? "known already" : string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.0} s"));
        var numbers = document.Extraction is { } found
            ? $" · {found.Numbers:N0} numbers, {found.LostNumbers} lost, {found.Facts:N0} facts"
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{pages,-10}{note}{numbers}");
    }

    private static async Task ShowChecks(DemoClient client, DemoScreen screen, CancellationToken cancel)
    {
        var document = await client.Find(Expected.File, cancel);
        var fields = await client.Fields(document, cancel);
        foreach (var field in fields.Fields)
        {
            screen.Entry(" ", $"{field.Name}: {field.Printed} (page {field.Page}, {field.Confidence:P0})");
        }
        foreach (var check in fields.Checks.Where(check => check.Outcome == CheckOutcome.Fail))
        {
            screen.Entry("✗", check.Reason!);
        }
        screen.Gap();
    }

    private static void Show(DemoScreen screen, string question, Answer response)
    {
        screen.Entry("Q", question);
        screen.Entry("A", response.Text);
        foreach (var evidence in response.Evidence.Take(EvidenceShown))
        {
            screen.Source(
                $"{evidence.Filename}, page {evidence.Page} ({Snake.Case(evidence.Method)}, {evidence.Confidence:P0})", evidence.Snippet);
        }

        screen.Gap();
    }
}
