using MudBlazor;
using Preciso.Documents;
using Preciso.Jobs;
using Preciso.Questions;
using Preciso.Tenants;
using Preciso.Web.Resources;

namespace Preciso.Web.Search;

/// <summary>
/// One query over everything that the caller may see. Each room answers for its own things, by its own permission; all are asked at once.
/// </summary>
public sealed class GlobalSearch(
    IDocuments documents, IJobs jobs, IThreads threads, IAnswers answers, IPeople people, IVisits visits, Texts texts)
{
    private const int OfEachKind = 5;
    private const int JobsLooked = 50;

    /// <summary>Kind by kind; where nothing was typed, what was opened last, and where one can go.</summary>
    public async Task<IReadOnlyList<PaletteEntry>> Find(Caller caller, string text, CancellationToken cancel)
    {
        var words = text.Trim();
        if (words == "")
        {
            var recent = await visits.Recent(caller, OfEachKind, cancel);
            return [.. recent.Select(Recent), .. PalettePages.Reachable(caller.Role, texts)];
        }
        var found = await Task.WhenAll(
            Documents(caller, words, cancel), Questions(caller, words, cancel), Answers(caller, words, cancel), Jobs(caller, words, cancel),
            People(caller, words, cancel));
        return
        [
            .. found.SelectMany(entries => entries).OrderBy(entry => entry.Kind),
            .. PalettePages.Reachable(caller.Role, texts).Where(entry => Has(entry.Text, words)),
            new PaletteEntry(
                PaletteKind.Action, texts.Format("palette_ask", words), Icons.Material.Outlined.Forum,
                Href: $"/ask?q={Uri.EscapeDataString(words)}"),
        ];
    }

    private static PaletteEntry Recent(Visit visit) => new(
        PaletteKind.Recent, visit.Filename, Icons.Material.Outlined.History, Href: $"/documents/{visit.DocumentId}");

    private async Task<IEnumerable<PaletteEntry>> Documents(Caller caller, string words, CancellationToken cancel) =>
        (await documents.List(caller, new DocumentFilter(Search: words, Limit: OfEachKind), cancel)).Items.Select(item => new PaletteEntry(
            PaletteKind.Document, item.Document.Filename, Icons.Material.Outlined.Description, item.OwnerName,
            $"/documents/{item.Document.Id}"));

    private async Task<IEnumerable<PaletteEntry>> Questions(Caller caller, string words, CancellationToken cancel) =>
        (await threads.List(caller, new ThreadFilter(words, Limit: OfEachKind), cancel)).Items.Select(thread => new PaletteEntry(
            PaletteKind.Question, thread.Title, Icons.Material.Outlined.Forum, Href: $"/ask/{thread.Id}"));

    private async Task<IEnumerable<PaletteEntry>> Answers(Caller caller, string words, CancellationToken cancel) =>
        (await answers.Search(caller, new AnswerFilter(words, Limit: OfEachKind), cancel)).Items.Select(answer => new PaletteEntry(
            PaletteKind.Answer, answer.Answer, Icons.Material.Outlined.QuestionAnswer, answer.Question, $"/ask/{answer.ThreadId}"));

    /// <summary>One's own, of the latest; questions are found by their thread.</summary>
    private async Task<IEnumerable<PaletteEntry>> Jobs(Caller caller, string words, CancellationToken cancel) =>
        (await jobs.List(caller, new JobFilter(Limit: JobsLooked), cancel)).Items
            .Where(job => job.Kind != AskQuestion.JobKind)
            .Select(job => new PaletteEntry(
                PaletteKind.Job, job.Filename is null ? texts.Kind(job.Kind) : $"{texts.Kind(job.Kind)} · {job.Filename}",
                Icons.Material.Outlined.Checklist, texts.Word(job.Status), $"/jobs/{job.Id}"))
            .Where(entry => Has(entry.Text, words)).Take(OfEachKind);

    /// <summary>Everyone sees names and e-mails; the page of people is for those who manage them.</summary>
    private async Task<IEnumerable<PaletteEntry>> People(Caller caller, string words, CancellationToken cancel) =>
        (await people.Users(caller, cancel)).Where(user => !user.Disabled && (Has(user.Name, words) || Has(user.Email, words)))
            .Take(OfEachKind)
            .Select(user => new PaletteEntry(
                PaletteKind.Person, user.Name, Icons.Material.Outlined.Person, user.Email,
                caller.Role == Role.Admin ? "/people" : $"mailto:{user.Email}"));

    private static bool Has(string text, string words) => text.Contains(words, StringComparison.CurrentCultureIgnoreCase);
}
