using System.Text;
using System.Text.Json;
using Preciso.Reading.Facts.Numbers;

namespace Preciso.Bench;

/// <summary>
/// A folder with questions.jsonl, whose lines say what is asked and where the answer stands: {question, answer, document, pages} beside the
/// files, or {question, answer, paragraph} beside paragraphs.jsonl, of which each line {id, title, text} is a text document of its own.
/// Lines may have {values}, the figures of the answer, or {unanswerable: true} in place of all that.
/// </summary>
public sealed class LabelledCorpus
{
    public const string QuestionFile = "questions.jsonl";
    private const string ParagraphFile = "paragraphs.jsonl";

    private readonly Dictionary<string, string> _files;
    private readonly Dictionary<string, JsonElement> _paragraphs;

    public LabelledCorpus(string folder)
    {
        _paragraphs = File.Exists(Path.Combine(folder, ParagraphFile))
            ? Lines(folder, ParagraphFile).ToDictionary(line => Text(line, "id") + ".txt")
            : [];
        _files = _paragraphs.Count > 0 ? [] : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".pdf" or ".png" or ".md").ToDictionary(file => Path.GetFileName(file));
        Questions = [.. Lines(folder, QuestionFile).Select(ToQuestion)];
        Filenames = [.. _paragraphs.Keys, .. _files.Keys];
    }

    public IReadOnlyList<LabelledQuestion> Questions { get; }

    public IReadOnlyList<string> Filenames { get; }

    public Stream Open(string filename) =>
        _paragraphs.TryGetValue(filename, out var paragraph)
            ? new MemoryStream(Encoding.UTF8.GetBytes(Text(paragraph, "text")))
            : File.OpenRead(_files[filename]);

    /// <summary>What a document is about: paragraphs by their title, reports by the company that their names begin with.</summary>
    public string Topic(string filename) =>
        _paragraphs.TryGetValue(filename, out var paragraph) ? Text(paragraph, "title") : filename.Split('_')[0];

    private static IEnumerable<JsonElement> Lines(string folder, string name) =>
        File.ReadLines(Path.Combine(folder, name)).Where(line => line.Length > 0)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line));

    private static LabelledQuestion ToQuestion(JsonElement line)
    {
        var question = Text(line, "question");
        if (line.TryGetProperty("unanswerable", out _))
        {
            return new LabelledQuestion(question, null, [], null, []);
        }
        var answer = Text(line, "answer");
        string[] values = line.TryGetProperty("values", out var listed)
            ? [.. listed.EnumerateArray().Select(value => value.GetString()!)]
            : AmountParser.Parse(answer, DecimalMark.Point) is null ? [] : [answer];
        return line.TryGetProperty("paragraph", out var paragraph)
            ? new LabelledQuestion(question, paragraph.GetString() + ".txt", [], answer, values)
            : new LabelledQuestion(
                question, Text(line, "document"), [.. line.GetProperty("pages").EnumerateArray().Select(page => page.GetInt32())], answer,
                values);
    }

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;
}

/// <param name="Document">Null where none answers.</param>
/// <param name="Pages">Those that answer; empty where the document has but one.</param>
/// <param name="Answer">What is right; null where nothing is.</param>
/// <param name="Values">Its figures, where it is one.</param>
public sealed record LabelledQuestion(
    string Question, string? Document, IReadOnlyList<int> Pages, string? Answer, IReadOnlyList<string> Values);
