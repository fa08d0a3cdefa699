using System.Globalization;
using Preciso.Questions;

namespace Preciso.Bench;

/// <summary>
/// The figure: how often the evidence names the right page or document, over all documents and within the right one. The
/// counterpart: how often a question is refused once every document on its topic is taken away, as it should be.
/// </summary>
public static class RecallBench
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

        var evaluation = new Evaluation(silo.Services.GetRequiredService<IQuestions>(), silo.Caller, documents);
        var all = await evaluation.Ask(corpus.Questions, only: null, CancellationToken.None);
        var within = await evaluation.Ask(corpus.Questions, question => [question.Document], CancellationToken.None);
        var without = await evaluation.Ask(corpus.Questions, question => Others(corpus, question), CancellationToken.None);
        output.WriteLine($"{all.Questions} questions, {documents.Count} documents");
        output.WriteLine(Line("over all documents", all));
        output.WriteLine(Line("within the right document", within));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{"without its topic",-26} refused {1 - without.Answered:0.000}"));
    }

    private static IEnumerable<string> Others(LabelledCorpus corpus, LabelledQuestion question) =>
        corpus.Filenames.Where(filename => corpus.Topic(filename) != corpus.Topic(question.Document));

    private static string Line(string what, EvaluationFigures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-26} right document first {figures.DocumentFirst:0.000}   page recall@5 {figures.PageRecall:0.000}   share of right "
        + $"pages {figures.PageShare:0.000}   answered {figures.Answered:0.000}   p50 {figures.MedianMilliseconds:0.0} ms");
}
