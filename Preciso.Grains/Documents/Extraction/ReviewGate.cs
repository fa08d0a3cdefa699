using System.Globalization;
using Preciso.Documents;
using Preciso.Reading.Fields;

namespace Preciso.Grains.Documents.Extraction;

/// <summary>What must hold before answers cite a document that nobody has looked at. Pure.</summary>
public static class ReviewGate
{
    /// <summary>Below this mean confidence the words are too doubtful.</summary>
    private const double TooDoubtful = 0.4;

    /// <summary>Below this quality a page is not read.</summary>
    private const double PageTooPoor = 0.3;

    public static DocumentProblem? NothingRead(DocumentQuality quality) => quality.Confidence is null
        ? new DocumentProblem(
            "no_text", "No text was found on any page, neither in a text layer nor by OCR. Check that the scan is legible and the right "
                + "way up.")
        : null;

    public static DocumentProblem? Doubt(
        DocumentQuality quality, ExtractionSummary extraction, double typeConfidence, double numberGate) => (quality, extraction) switch
        {
            ({ Confidence: < TooDoubtful }, _) => new DocumentProblem(
                "text_doubtful",
                "The text was recognised with too little confidence to be cited. Scan it again at 300 dpi, or look at its pages."),
            ({ Lowest: < PageTooPoor, LowestPage: { } page }, _) => new DocumentProblem(
                "page_doubtful",
                $"Page {page} was recognised with too little confidence. Compare its text with its picture, or scan it again."),
            _ when typeConfidence < TypeGuess.Sure => new DocumentProblem(
                "type_unsure", "Its words speak for several types of document alike. Choose the one that it is."),
            (_, { FailedChecks: > 0 and var failed }) =>
                new DocumentProblem("checks_failed", $"Of its checks {failed} failed. Look at them, correct what is wrong and approve."),
            (_, { Numbers: > 0 } numbers) when Kept(numbers) < numberGate => new DocumentProblem(
                "numbers_lost",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{numbers.LostNumbers} of {numbers.Numbers} numbers are not accounted for. They are listed with the document; compare "
                    + $"them with its pages.")),
            _ => null,
        };

    private static double Kept(ExtractionSummary numbers) => 1 - (numbers.LostNumbers / (double)numbers.Numbers);
}
