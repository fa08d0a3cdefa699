using System.Globalization;
using CsvHelper.Configuration.Attributes;
using Preciso.Questions;

namespace Preciso.Silo.Questions;

/// <summary>A piece of evidence as a line of CSV, with the question and answer that it belongs to; one line where there is none.</summary>
internal sealed record EvidenceLine(
    [property: Name("asked_at")] string AskedAt,
    [property: Name("question")] string Question,
    [property: Name("status")] string Status,
    [property: Name("answered")] bool? Answered,
    [property: Name("answer")] string? Answer,
    [property: Name("left_out")] int? LeftOut,
    [property: Name("withheld")] string? Withheld,
    [property: Name("number")] int? Number,
    [property: Name("document_id")] Guid? DocumentId,
    [property: Name("filename")] string? Filename,
    [property: Name("page")] int? Page,
    [property: Name("snippet")] string? Snippet,
    [property: Name("method")] string? Method,
    [property: Name("confidence")] double? Confidence,
    [property: Name("job_id")] Guid JobId)
{
    public static IEnumerable<EvidenceLine> From(ThreadQuestion question) => question.Answer is { Evidence.Count: > 0 } answer
        ? answer.Evidence.Select((evidence, i) => From(question, evidence, i + 1))
        : [From(question, null, null)];

    private static EvidenceLine From(ThreadQuestion question, Evidence? evidence, int? number) => new(
        question.AskedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), question.Question, Snake.Case(question.Status),
        question.Answer?.Answered, question.Answer?.Text, question.Answer?.LeftOut, Fields(question.Answer), number, evidence?.DocumentId,
        evidence?.Filename, evidence?.Page, evidence?.Snippet, evidence is null ? null : Snake.Case(evidence.Method), evidence?.Confidence,
        question.JobId);

    private static string? Fields(Answer? answer) =>
        answer?.Withheld is { } fields ? string.Join(' ', fields.Select(field => Snake.Case(field))) : null;
}
