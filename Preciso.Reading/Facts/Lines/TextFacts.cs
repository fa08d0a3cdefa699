using Preciso.Documents;
using Preciso.Reading.Chunking;
using Preciso.Reading.Facts.Bases;
using Preciso.Reading.Facts.Periods;
using Preciso.Reading.Facts.Units;

namespace Preciso.Reading.Facts.Lines;

/// <summary>Makes facts of lines that label their numbers themselves.</summary>
internal sealed class TextFacts(PageReading page, DocumentFrame document)
{
    private const int SnippetLength = 300;
    private const double Readable = 0.3;

    public IEnumerable<Fact> Read(PageRow row)
    {
        var text = row.Text;
        foreach (var found in LineAmounts.Find(text, document.Mark))
        {
            var words = WordsAt(row, found.Start, found.Start + found.Amount.Printed.Length);
            if (words.Count > 0 && !words.Exists(word => word.Confidence < Readable))
            {
                yield return Make(found, words, Excerpt.Cut(text, SnippetLength));
            }
        }
    }

    private Fact Make(LineAmount found, List<Word> words, string snippet)
    {
        var units = AmountUnits.Resolve(found.Amount, Measures.Guess(found.Label), UnitReader.Read(found.Label), null, null, null);
        var period = found.Period is { } said && PeriodReader.Read(PeriodText.Parse(said), document.Periods) is [var single]
            ? single
            : null;
        var confidence = words.Average(word => word.Confidence ?? page.Confidence);
        return new Fact(
            page.Page, 0, FactSource.Text, document.Entity, found.Label, MetricKeys.FromLabel(found.Label), found.Amount.Printed,
            found.Amount.Value, units.Unit, units.Scale, units.ScalePrinted, document.Currency(units.Currency), period, null,
            Box.Around(words.Select(word => word.Box)), snippet, page.Method, Math.Clamp(confidence * found.Certainty, 0, 1))
        {
            Basis = BasisWords.InTitle(snippet).Code,
        };
    }

    /// <summary>
    /// The words that the line prints from one place to another; its text is they, but for leaders, with a space between.
    /// </summary>
    private static List<Word> WordsAt(PageRow row, int start, int end)
    {
        var words = new List<Word>();
        var at = 0;
        foreach (var word in row.Words.Where(word => !Figures.IsLeader(word.Text)))
        {
            if (at < end && at + word.Text.Length > start)
            {
                words.Add(word);
            }

            at += word.Text.Length + 1;
        }

        return words;
    }
}
