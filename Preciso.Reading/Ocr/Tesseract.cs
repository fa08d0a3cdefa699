using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Children;

namespace Preciso.Reading.Ocr;

/// <summary>Recognises the words on a picture: one pass of the program each.</summary>
internal sealed partial class Tesseract(ChildProcesses children)
{
    /// <summary>An A2 sheet at 300 dpi. Larger pages are drawn coarser; it keeps time and memory within the limits.</summary>
    public const double MostPixels = 35e6;

    private const string Program = "tesseract";
    private const string Package = "tesseract-ocr";

    private volatile IReadOnlyList<string> _installed = [];

    /// <param name="scale">Points of the page to one pixel of the picture.</param>
    /// <param name="languages">As Tesseract names them, for example <c>kor+eng</c>.</param>
    public async Task<PageText> Read(GreyMap picture, double scale, string languages, Segmentation layout, CancellationToken cancel)
    {
        await RequireLanguages(languages, cancel);
        var command = new ChildCommand(
            Program,
            Package,
            [
                "stdin", "stdout", "-l", languages, "--oem", "1", "--dpi", "300", .. Arguments(layout),
                "-c", "preserve_interword_spaces=1", "-c", "tessedit_create_tsv=1", "-c", "tessedit_create_txt=1",
            ])
        {
            Input = picture.File,
        };
        var result = await children.Run(command, output => TesseractOutput.Read(new StreamReader(output, Encoding.UTF8), scale), cancel);
        return result.Succeeded
            ? ToPageText(result.Output)
            : PageText.Failed(ReadingMethod.Ocr, 0, new("picture_unread", "Tesseract could not read the page's image."));
    }

    /// <summary>By how many quarter turns clockwise the picture stands upright; 0 also if that cannot be told.</summary>
    public async Task<int> QuarterTurns(GreyMap picture, CancellationToken cancel)
    {
        const double sure = 1;
        var command = new ChildCommand(Program, Package, "stdin", "stdout", "--psm", "0", "-l", "osd", "--dpi", "300")
        {
            Input = picture.File,
        };
        var result = await children.Run(command, cancel);
        var said = Encoding.UTF8.GetString(result.Output);
        var (turn, confidence) = (Rotate().Match(said), Confidence().Match(said));
        return turn.Success && confidence.Success && double.Parse(confidence.Groups[1].Value, CultureInfo.InvariantCulture) >= sure
            ? int.Parse(turn.Groups[1].Value, CultureInfo.InvariantCulture) / 90 % 4
            : 0;
    }

    private static string[] Arguments(Segmentation layout) => layout switch
    {
        Segmentation.OneColumn => ["--psm", "4"],
        Segmentation.OneBlock => ["--psm", "6", "-c", "thresholding_method=2"],
        _ => ["--psm", "11"],
    };

    private static PageText ToPageText(IReadOnlyList<TextBlock> blocks)
    {
        var words = blocks.SelectMany(block => block.Lines).SelectMany(line => line.Words).ToList();
        var characters = words.Sum(word => PageText.CountCharacters(word.Text));
        var length = words.Sum(word => word.Text.Length);
        var confidence = length == 0 ? 0 : words.Sum(word => word.Confidence!.Value * word.Text.Length) / length;
        DocumentProblem? problem = characters == 0 ? new("no_words_recognised", "No words were recognised.") : null;
        return new PageText(ReadingMethod.Ocr, blocks, confidence, characters, 0, problem)
        {
            Quality = TextQuality.Measure(words, confidence, characters),
        };
    }

    // Tesseract itself goes on without a language that it cannot find. What is missing may be installed while we run.
    private async Task RequireLanguages(string languages, CancellationToken cancel)
    {
        var wanted = languages.Split('+');
        if (!wanted.All(_installed.Contains))
        {
            var listed = await children.Run(new ChildCommand(Program, Package, "--list-langs"), cancel);
            _installed = Encoding.UTF8.GetString(listed.Output).Split('\n', StringSplitOptions.TrimEntries);
        }
        if (Array.Find(wanted, language => !_installed.Contains(language)) is { } missing)
        {
            throw ReadingException.LanguageMissing(missing);
        }
    }

    [GeneratedRegex(@"^Rotate: (\d+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Rotate();

    [GeneratedRegex(@"^Orientation confidence: ([\d.]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Confidence();
}
