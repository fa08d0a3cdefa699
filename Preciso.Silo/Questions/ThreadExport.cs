using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using Preciso.Questions;

namespace Preciso.Silo.Questions;

/// <summary>A conversation as a file, oldest question first, each answer with where it stands.</summary>
internal static class ThreadExport
{
    private const string Marks = @"\`*_[]<>#|~";

    public static Func<ThreadView, IReadOnlyList<ThreadQuestion>, byte[]> Find(string format) => format switch
    {
        "md" => Markdown,
        "csv" => Csv,
        "json" => Json,
        _ => throw new ProblemException(ProblemKind.Invalid, "format_invalid", "A conversation comes as md, csv or json."),
    };

    public static string MediaType(string format) => format switch
    {
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        _ => "text/markdown; charset=utf-8",
    };

    private static byte[] Markdown(ThreadView thread, IReadOnlyList<ThreadQuestion> questions)
    {
        var text = new StringBuilder($"# {Plain(thread.Title)}\n");
        foreach (var question in questions)
        {
            var by = thread.IsShared ? $", {Plain(question.AskedBy)}" : "";
            text.Append(
                CultureInfo.InvariantCulture, $"\n## {Plain(question.Question)}\n\n*{question.AskedAt:yyyy-MM-dd HH:mm} UTC{by}*\n\n");
            Append(text, question.Answer);
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, Answer? answer)
    {
        text.Append(answer?.Understood is { } understood ? $"> {Plain(understood)}\n\n" : "");
        foreach (var statement in answer?.Statements ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"{Plain(statement.Text, "  \n")}{Cited(statement)}\n\n");
        }
        foreach (var line in answer?.Derivation ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"- {Plain(line.Text)}{Cited(line)}\n");
        }
        text.Append(answer?.Derivation is { Count: > 0 } ? "\n" : "");
        if (answer is { Answered: false })
        {
            text.Append(CultureInfo.InvariantCulture, $"{answer.Text}\n\n");
        }
        foreach (var (evidence, i) in (answer?.Evidence ?? []).Select((evidence, i) => (evidence, i)))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{i + 1}. {Plain(evidence.Filename)}, p. {evidence.Page}: {Plain(evidence.Snippet)}\n");
        }
        if (answer?.LeftOut is { } leftOut)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n*left out: {leftOut}*\n");
        }
        if (answer?.Withheld is { } withheld)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n*withheld: {string.Join(", ", withheld.Select(field => Snake.Case(field)))}*\n");
        }
    }

    private static string Cited(AnswerStatement statement) =>
        string.Concat(statement.Evidence.Select(number => $" \\[{number}\\]"));

    /// <summary>What documents and people wrote is text here, never mark-up.</summary>
    private static string Plain(string text, string newLine = " ")
    {
        var plain = new StringBuilder();
        foreach (var letter in text.ReplaceLineEndings("\n"))
        {
            plain.Append(letter == '\n' ? newLine : Marks.Contains(letter, StringComparison.Ordinal) ? $"\\{letter}" : letter);
        }
        return plain.ToString();
    }

    // With the mark by which spreadsheets know UTF-8; text that begins like a formula is made harmless.
    private static byte[] Csv(ThreadView thread, IReadOnlyList<ThreadQuestion> questions)
    {
        using var file = new MemoryStream();
        using (var text = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        using (var csv = new CsvWriter(
            text, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape }))
        {
            csv.WriteRecords(questions.SelectMany(EvidenceLine.From));
        }
        return file.ToArray();
    }

    private static byte[] Json(ThreadView thread, IReadOnlyList<ThreadQuestion> questions) => JsonSerializer.SerializeToUtf8Bytes(
        ThreadDetail.From(thread, questions, null), PrecisoJson.Options);
}
