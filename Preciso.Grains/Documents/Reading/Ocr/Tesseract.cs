using System.Text;
using Preciso.Documents;
using Preciso.Grains.Documents.Reading.Children;

namespace Preciso.Grains.Documents.Reading.Ocr;

/// <summary>Recognises the words on an image of a page.</summary>
internal sealed class Tesseract(ChildProcesses children, TimeProvider time)
{
    /// <summary>An A2 sheet at 300 dpi. Larger pages are drawn coarser; it keeps time and memory within the limits.</summary>
    public const double MostPixels = 35e6;

    private const string Program = "tesseract";
    private const string Package = "tesseract-ocr";

    /// <summary>
    /// The layout of one column: Tesseract's fully automatic one takes widely spaced Korean for vertical text or for pictures
    /// and loses half of it.
    /// </summary>
    private static readonly string[] OneColumn = ["--psm", "4"];

    /// <summary>
    /// No layout, and ink told from paper by its surroundings (Sauvola): for a photo with a dark edge. Not for all, because
    /// light letters on a dark ground would be lost.
    /// </summary>
    private static readonly string[] OneBlock = ["--psm", "6", "-c", "thresholding_method=2"];

    private const int FewCharacters = 15;
    private const double Doubtful = 0.65;

    private volatile IReadOnlyList<string> _installed = [];

    /// <param name="image">Any image format that Leptonica reads.</param>
    /// <param name="scale">Points of the page to one pixel of the image.</param>
    /// <param name="languages">As Tesseract names them, for example <c>kor+eng</c>.</param>
    /// <param name="began">When work on this page's image began.</param>
    public async Task<PageText> Read(ReadOnlyMemory<byte> image, double scale, string languages, long began, CancellationToken cancel)
    {
        await RequireLanguages(languages, cancel);
        var text = await Read(image, scale, languages, OneColumn, cancel);
        if (text.Characters < FewCharacters || text.Confidence < Doubtful)
        {
            var other = await Read(image, scale, languages, OneBlock, cancel);
            text = other.Characters * other.Confidence > text.Characters * text.Confidence ? other : text;
        }
        return text with { Blocks = TextColumns.Unfold(text.Blocks), Milliseconds = time.GetElapsedTime(began).TotalMilliseconds };
    }

    private async Task<PageText> Read(ReadOnlyMemory<byte> image, double scale, string languages, string[] layout, CancellationToken cancel)
    {
        var command = new ChildCommand(
            Program,
            Package,
            [
                "stdin", "stdout", "-l", languages, "--oem", "1", "--dpi", "300", .. layout,
                "-c", "preserve_interword_spaces=1", "-c", "tessedit_create_tsv=1", "-c", "tessedit_create_txt=1",
            ])
        {
            Input = image,
        };
        var result = await children.Run(command, output => TesseractOutput.Read(new StreamReader(output, Encoding.UTF8), scale), cancel);
        return result.Succeeded ? ToPageText(result.Output) : PageText.Failed(ReadingMethod.Ocr, 0, "Tesseract could not read the page's image.");
    }

    private static PageText ToPageText(IReadOnlyList<TextBlock> blocks)
    {
        var words = blocks.SelectMany(block => block.Lines).SelectMany(line => line.Words).ToList();
        var characters = words.Sum(word => PageText.CountCharacters(word.Text));
        var length = words.Sum(word => word.Text.Length);
        var confidence = length == 0 ? 0 : words.Sum(word => word.Confidence!.Value * word.Text.Length) / length;
        return new PageText(ReadingMethod.Ocr, blocks, confidence, characters, 0, characters == 0 ? "No words were recognised." : null);
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
}
