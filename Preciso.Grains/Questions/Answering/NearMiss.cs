using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Answering;

/// <summary>
/// Asked for the satisfaction of employees, the satisfaction of customers is no answer: the sentence has the second word of a compound,
/// behind another than the first, which it does not have at all.
/// </summary>
internal static class NearMiss
{
    public static bool IsIn(string sentence, QuestionPlan plan)
    {
        if (plan.Compounds.Count == 0)
        {
            return false;
        }
        var words = new QuestionWords(sentence).Words;
        return plan.Compounds.Any(compound => IsIn(words, compound));
    }

    private static bool IsIn(List<QuestionWord> words, (string First, string Second) compound)
    {
        if (words.Exists(word => word.Key == compound.First || word.Terms.Contains(compound.First)))
        {
            return false;
        }
        var places = Enumerable.Range(0, words.Count).Where(i => words[i].Key == compound.Second).ToList();
        return places.Count > 0 && places.TrueForAll(i => i > 0 && !words[i].StartsSentence && IsKind(words[i - 1]));
    }

    /// <summary>It may say what kind the word behind it is.</summary>
    private static bool IsKind(QuestionWord word) =>
        word.Key.Length > 1 && char.IsLetter(word.Key[0]) && word.IsBare && !word.IsPeriod
        && !WordList.Stop.HasTerm(word.Key) && !WordList.Stop.HasWord(word.Bare) && !WordList.Weak.HasTerm(word.Key)
        && !WordList.Weak.HasWord(word.Bare);
}
