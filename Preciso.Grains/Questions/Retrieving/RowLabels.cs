using Preciso.Grains.Documents.Chunking;
using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Indexing;
using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Retrieving;

/// <summary>What the table rows of a passage are labelled with.</summary>
internal static class RowLabels
{
    /// <summary>A label may say somewhat more than the name of a thing: "Property and equipment, net".</summary>
    private const double LongestLabel = 2.5;

    public static List<Concept> Subjects(Candidate candidate, IReadOnlyList<Concept> subjects)
    {
        if (subjects.Count == 0)
        {
            return [];
        }

        var labels = PassageLines.FromJson(candidate.Lines).Where(line => Spans.IsRow(line.Text)).Select(line => Label(line.Text)).ToList();
        return [.. subjects.Where(subject => labels.Exists(label => Names(label, subject)))];
    }

    public static List<string> Label(string row) =>
        Terms.Of(string.Join(' ', row.Split(' ').Reverse().SkipWhile(Figures.IsFigure).Reverse()));

    public static bool Names(List<string> label, Concept subject) =>
        subject.Phrases.Any(phrase => label.Count <= LongestLabel * phrase.Count && phrase.All(label.Contains));
}
