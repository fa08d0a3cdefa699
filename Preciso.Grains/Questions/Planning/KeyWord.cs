namespace Preciso.Grains.Questions.Planning;

/// <summary>A word of a question that says what it is about, or the words that name one thing together.</summary>
/// <param name="Terms">Its terms without those of particles and endings.</param>
/// <param name="Concept">The thing that it names, under whatever name a passage may call it.</param>
public sealed record KeyWord(IReadOnlyList<string> Terms, Concept? Concept)
{
    /// <summary>As it sounds in the other script, if it is a name: see <see cref="NameSounds.Asked"/>.</summary>
    public string? Sound { get; init; }

    /// <summary>Of a script whose words are found by bigrams, of which an inflected word keeps only some.</summary>
    public bool IsBigrams => Questions.Terms.IsBigramScript(Terms[0][0]);
}
