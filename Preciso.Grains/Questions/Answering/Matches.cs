using System.Globalization;
using System.Text;
using Preciso.Grains.Questions.Planning;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Answering;

/// <summary>Where a snippet has what the question asks for: by the terms, names and years that it was found and weighed by.</summary>
internal sealed class Matches
{
    private readonly PhraseTable<bool> _wanted = new();

    public Matches(QuestionPlan plan)
    {
        var words = plan.KeyWords.SelectMany(word => word.Terms).Concat(plan.Names).Concat(plan.Years.Select(year => $"{year}"));
        var things = plan.Concepts.Union(plan.Subjects).SelectMany(concept => concept.Phrases);
        foreach (var phrase in words.Select(word => (IReadOnlyList<string>)[word]).Concat(things))
        {
            _wanted.Add(phrase, true);
        }
    }

    /// <summary>In order; what touches is one.</summary>
    public IReadOnlyList<SnippetMatch> Find(string snippet)
    {
        var (text, origins) = Normalize(snippet);
        var terms = Terms.Place(text);
        var found = new List<SnippetMatch>();
        foreach (var phrase in _wanted.Find([.. terms.Select(term => term.Text)]))
        {
            var last = terms[phrase.Start + phrase.Length - 1];
            var (start, end) = (origins[terms[phrase.Start].Start], origins[last.Start + last.Length]);
            if (found is [.., var before] && start <= before.Start + before.Length)
            {
                found[^1] = before with { Length = Math.Max(end, before.Start + before.Length) - before.Start };
            }
            else
            {
                found.Add(new SnippetMatch(start, end - start));
            }
        }
        return found;
    }

    /// <summary>As terms are cut, character by character, each with where it came from: ２０２５ is 2025, and stands where it stood.</summary>
    private static (string Text, List<int> Origins) Normalize(string snippet)
    {
        var (text, origins) = (new StringBuilder(), new List<int>());
        for (var at = 0; at < snippet.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(snippet, at);
            var normal = snippet.Substring(at, length).Normalize(NormalizationForm.FormKC);
            text.Append(normal);
            origins.AddRange(Enumerable.Repeat(at, normal.Length));
            at += length;
        }
        origins.Add(snippet.Length);
        return (text.ToString(), origins);
    }
}
