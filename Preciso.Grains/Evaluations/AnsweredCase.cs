using Preciso.Evaluations;
using Preciso.Grains.Evaluations.Judging;
using Preciso.Questions;

namespace Preciso.Grains.Evaluations;

/// <summary>What a case is that is made of an answer.</summary>
internal static class AnsweredCase
{
    /// <summary>
    /// What was found helpful is what is right from now on: the text, the figures of its first statement, the pages. Of anything else
    /// nobody has said yet what is right.
    /// </summary>
    public static CaseDraft From(ThreadQuestion asked)
    {
        var question = asked.Answer?.Understood ?? asked.Question;
        var bare = new CaseDraft(
            question, Within: asked.Documents?.Select(document => document.Id).ToList(), Scope: Scope(asked.Scope));
        return (asked.Rating, asked.Answer) switch
        {
            ({ Helpful: true }, { Answered: false }) => bare with { Unanswerable = true },
            ({ Helpful: true }, { Answered: true, Withheld: null, LeftOut: null } answer) => bare with
            {
                Expected = answer.Text.Length <= CaseDraft.LongestExpected ? answer.Text : null,
                Values = [.. Figures(answer.Statements is [var first, ..] ? first.Text : answer.Text, question)],
                Evidence = [.. Cited(answer).Select(piece => new CasePages(piece.DocumentId, [piece.Page]))],
            },
            _ => bare,
        };
    }

    /// <summary>What it adds to the question; which year is meant is not what was asked for.</summary>
    private static IEnumerable<string> Figures(string said, string question) => PrintedFigure.FindAll(said)
        .Where(figure => !figure.LooksLikeYear && !SaidText.HasFigures(figure.Printed, [question]))
        .Select(figure => figure.Printed).Distinct().Take(CaseDrafts.MostOfEach);

    private static AskedScope? Scope(ShownScope? shown) => shown is null
        ? null : new AskedScope(shown.Spaces?.Select(space => space.Id).ToList(), shown.Types, shown.From, shown.Until);

    /// <summary>The pieces that its statements stand on; all of them where that is not known.</summary>
    private static IEnumerable<Evidence> Cited(Answer answer)
    {
        var numbers = (answer.Statements ?? []).SelectMany(statement => statement.Evidence).ToHashSet();
        var cited = answer.Evidence.Where((_, i) => numbers.Contains(i + 1)).ToList();
        return cited.Count > 0 ? cited : answer.Evidence;
    }
}
