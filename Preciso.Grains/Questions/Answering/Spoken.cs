namespace Preciso.Grains.Questions.Answering;

/// <summary>How much of a question a text speaks of, each 0 to 1.</summary>
/// <param name="OfNames">Of its names, by the text or by what tells the document.</param>
/// <param name="OfMatter">Of the rest, term by term.</param>
/// <param name="OfKeyWords">Of the rest, word by word.</param>
/// <param name="OfLeastKeyWord">Of the word that it speaks of least.</param>
internal sealed record Spoken(double OfNames, double OfMatter, double OfKeyWords, double OfLeastKeyWord);
