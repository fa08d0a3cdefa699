using System.Text;
using System.Text.Json;

namespace Preciso.Bench;

/// <summary>
/// A folder with questions.jsonl, whose lines say where the answer stands: {question, document, pages} beside the files,
/// or {question, paragraph} beside paragraphs.jsonl, of which each line {id, title, text} is a text document of its own.
/// </summary>
public sealed class LabelledCorpus
{
    private const string ParagraphFile = "paragraphs.jsonl";

    private readonly string _folder;
    private readonly Dictionary<string, JsonElement> _paragraphs;

    public LabelledCorpus(string folder)
    {
        _folder = folder;
        _paragraphs = File.Exists(Path.Combine(folder, ParagraphFile))
            ? Lines(ParagraphFile).ToDictionary(line => Text(line, "id") + ".txt")
            : [];
        Questions = [.. Lines("questions.jsonl").Select(ToQuestion)];
        Filenames = _paragraphs.Count > 0 ? [.. _paragraphs.Keys] : [.. Files().Select(file => Path.GetFileName(file))];
    }

    public IReadOnlyList<LabelledQuestion> Questions { get; }

    public IReadOnlyList<string> Filenames { get; }

    public Stream Open(string filename) =>
        _paragraphs.TryGetValue(filename, out var paragraph)
            ? new MemoryStream(Encoding.UTF8.GetBytes(Text(paragraph, "text")))
            : File.OpenRead(Files().Single(file => Path.GetFileName(file) == filename));

    /// <summary>What a document is about: paragraphs by their title, reports by the company that their names begin with.</summary>
    public string Topic(string filename) =>
        _paragraphs.TryGetValue(filename, out var paragraph) ? Text(paragraph, "title") : filename.Split('_')[0];

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_folder, "*.pdf", SearchOption.AllDirectories);

    private IEnumerable<JsonElement> Lines(string name) =>
        File.ReadLines(Path.Combine(_folder, name)).Where(line => line.Length > 0)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line));

    private static LabelledQuestion ToQuestion(JsonElement line) =>
        line.TryGetProperty("paragraph", out var paragraph)
            ? new LabelledQuestion(Text(line, "question"), paragraph.GetString() + ".txt", [])
            : new LabelledQuestion(
                Text(line, "question"), Text(line, "document"),
                [.. line.GetProperty("pages").EnumerateArray().Select(page => page.GetInt32())]);

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;
}

/// <param name="Pages">Those that answer; empty where the document has but one.</param>
public sealed record LabelledQuestion(string Question, string Document, IReadOnlyList<int> Pages);
