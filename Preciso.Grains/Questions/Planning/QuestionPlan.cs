namespace Preciso.Grains.Questions.Planning;

/// <summary>What a question asks for, as far as its words tell. Made without a model, the same for the same words.</summary>
/// <param name="Words">The question's own terms without stop words, with the weight of each.</param>
/// <param name="KeyWords">Of those, what the question is about: each thing or word once, without names and weak words.</param>
/// <param name="Terms">What to look for in passages: its words, and what else the things asked about are called.</param>
/// <param name="IdentityTerms">What tells the document that is meant: names, and the period as fy2016.</param>
/// <param name="Compounds">Words beside each other, of which the first says what kind the second is: employee satisfaction.</param>
/// <param name="Predicates">Terms of what the question does with its matter: a document says it in another form.</param>
/// <param name="Concepts">The things that the question names.</param>
/// <param name="Subjects">What tables should show to answer: those things, or what they are computed from.</param>
/// <param name="Names">Terms of proper names: a document that has none of them is about something else.</param>
/// <param name="Statements">The financial statements to look into, asked for or implied.</param>
public sealed record QuestionPlan(
    IReadOnlyDictionary<string, double> Words,
    IReadOnlyList<KeyWord> KeyWords,
    IReadOnlyDictionary<string, double> Terms,
    IReadOnlyDictionary<string, double> IdentityTerms,
    IReadOnlyList<(string First, string Second)> Compounds,
    IReadOnlyCollection<string> Predicates,
    IReadOnlyList<Concept> Concepts,
    IReadOnlyList<Concept> Subjects,
    IReadOnlyCollection<string> Names,
    IReadOnlyDictionary<FinancialStatement, double> Statements,
    IReadOnlyList<int> Years)
{
    /// <summary>Every term that storage is asked about, in a fixed order.</summary>
    public IReadOnlyList<string> AllTerms { get; } = [.. Terms.Keys.Union(IdentityTerms.Keys)];
}
