using Preciso.Documents;
using Preciso.Questions;
using Preciso.Tenants;

namespace Preciso.Bench;

/// <summary>
/// The figures: how often the evidence names the right page, and the answer the right figure or words, over all documents and within the
/// right one. The counterpart: each question once more by somebody to whom the document that answers is not shared while all others are,
/// and once with every document on its topic taken away; then no answer is the right one.
/// </summary>
public static class AnswersBench
{
    public static async Task Run(string folder, TextWriter output)
    {
        var corpus = new LabelledCorpus(folder);
        await using var silo = await BenchSilo.Start();
        var documents = new Dictionary<string, Guid>();
        foreach (var filename in corpus.Filenames)
        {
            await using var content = corpus.Open(filename);
            documents.Add(filename, await silo.Upload(filename, content));
        }
        await silo.Settled();

        var evaluation = new Evaluation(silo.Services.GetRequiredService<IQuestions>(), documents);
        var answerable = corpus.Questions.Where(question => question.Document is not null).ToList();
        output.WriteLine($"{answerable.Count} questions, {documents.Count} documents");
        Write(output, "over all documents", await evaluation.Ask(silo.Caller, answerable, only: null));
        Write(output, "within the right document", await evaluation.Ask(silo.Caller, answerable, question => [question.Document!]));
        await WriteHidden(output, silo, evaluation, answerable, documents);
        var without = await evaluation.Ask(silo.Caller, answerable, question => Others(corpus, question));
        output.WriteLine(Line("without its topic", $"refused {1 - without.Answered:0.000}"));
        if (answerable.Count < corpus.Questions.Count)
        {
            var none = await evaluation.Ask(silo.Caller, corpus.Questions.Except(answerable), only: null);
            output.WriteLine(Line("answered by no document", $"refused {1 - none.Answered:0.000}"));
        }
    }

    private static IEnumerable<string> Others(LabelledCorpus corpus, LabelledQuestion question) =>
        corpus.Filenames.Where(filename => corpus.Topic(filename) != corpus.Topic(question.Document!));

    /// <summary>As a colleague who reads every document but the one that answers.</summary>
    private static async Task WriteHidden(
        TextWriter output, BenchSilo silo, Evaluation evaluation, IReadOnlyList<LabelledQuestion> labelled,
        Dictionary<string, Guid> documents)
    {
        var added = await silo.Services.GetRequiredService<IPeople>()
            .AddUser(silo.Caller, "colleague@preciso.local", "Colleague", Role.Analyst, CancellationToken.None);
        var colleague = new Caller(silo.Caller.TenantId, added.User.Id, Role.Analyst);
        var grains = silo.Services.GetRequiredService<IGrains>();
        foreach (var document in documents.Values)
        {
            await grains.Get<IDocumentGrain>(document, silo.Caller).Share(Reading(colleague));
        }
        var asked = new List<JudgedAnswer>();
        foreach (var question in labelled)
        {
            var source = grains.Get<IDocumentGrain>(documents[question.Document!], silo.Caller);
            await source.Unshare(new UnshareDocument(colleague.UserId, null));
            asked.Add(await evaluation.Ask(colleague, question, only: null));
            await source.Share(Reading(colleague));
        }
        var (refused, leaks) = (asked.Average(one => one.Answer.Answered ? 0.0 : 1), asked.Count(one => one.Shows));
        var elsewhere = asked.Average(one => one.Verdict.Exact == true ? 1.0 : 0);
        output.WriteLine(Line(
            "its document not shared", $"refused {refused:0.000}   leaks {leaks}   right text from other documents {elsewhere:0.000}"));
    }

    private static ShareDocument Reading(Caller colleague) => new(colleague.UserId, null, SharePermission.Read);

    private static void Write(TextWriter output, string what, EvaluationFigures figures)
    {
        var metrics = figures.Metrics;
        (string Name, double? Share)[] places =
        [
            ("right document first", figures.DocumentFirst), ("page recall@5", metrics.Recall), ("MRR", metrics.ReciprocalRank),
            ("share of right pages", figures.PageShare),
        ];
        (string Name, double? Share)[] answers =
        [
            ("answered", metrics.Answered), ($"figures right (of {figures.Figures})", metrics.Numeric), ("right text in it", metrics.Exact),
            ("faithful", metrics.Faithful), ("at most 3 times as long", figures.ShortEnough),
        ];
        output.WriteLine(Line(what, $"{Join(places)}   p50 {metrics.Milliseconds:0.0} ms"));
        output.WriteLine(Line("", $"{Join(answers)}   half at most {figures.MedianLength:0.0} times as long"));
    }

    private static string Join(IEnumerable<(string Name, double? Share)> figures) =>
        string.Join("   ", figures.Select(figure => FormattableString.Invariant($"{figure.Name} {figure.Share:0.000}")));

    private static string Line(string what, FormattableString said) => $"{what,-26} {FormattableString.Invariant(said)}";
}
