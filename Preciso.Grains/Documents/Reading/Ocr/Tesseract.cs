using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Preciso.Documents;
using Preciso.Grains.Documents.Reading.Children;

namespace Preciso.Grains.Documents.Reading.Ocr;

/// <summary>Recognises the words on an image of a page.</summary>
internal sealed class Tesseract(ChildProcesses children, IOptions<ReadingOptions> options, TimeProvider time)
{
    /// <summary>An A2 sheet at 300 dpi. Larger pages are drawn coarser; it keeps time and memory within the limits.</summary>
    public const double MostPixels = 35e6;

    private const string Program = "tesseract";
    private const string Package = "tesseract-ocr";

    private readonly string _languages = options.Value.Languages;
    private volatile bool _languagesFound;

    /// <param name="image">Any image format that Leptonica reads.</param>
    /// <param name="dpi">Pixels of the image to one inch of the page: boxes are in points of the page.</param>
    /// <param name="began">When work on this page's image began.</param>
    public async Task<PageText> Read(ReadOnlyMemory<byte> image, double dpi, long began, CancellationToken cancel)
    {
        await RequireLanguages(cancel);
        var hint = Math.Max(70, dpi).ToString("0", CultureInfo.InvariantCulture); // below, Tesseract guesses instead
        var command = new ChildCommand(
            Program, Package, "stdin", "stdout", "-l", _languages, "--oem", "1", "--psm", "3", "--dpi", hint, "-c", "tessedit_create_tsv=1")
        {
            Input = image,
        };
        var result = await children.Run(command, output => TsvReader.Read(new StreamReader(output, Encoding.UTF8), 72 / dpi), cancel);
        var elapsed = time.GetElapsedTime(began).TotalMilliseconds;
        return result.Succeeded
            ? ToPageText(result.Output, elapsed)
            : PageText.Failed(ReadingMethod.Ocr, elapsed, "Tesseract could not read the page's image.");
    }

    private static PageText ToPageText(IReadOnlyList<TextBlock> blocks, double elapsed)
    {
        var words = blocks.SelectMany(block => block.Lines).SelectMany(line => line.Words).ToList();
        var characters = words.Sum(word => PageText.CountCharacters(word.Text));
        var length = words.Sum(word => word.Text.Length);
        var confidence = length == 0 ? 0 : words.Sum(word => word.Confidence!.Value * word.Text.Length) / length;
        return new PageText(ReadingMethod.Ocr, blocks, confidence, characters, elapsed, characters == 0 ? "No words were recognised." : null);
    }

    // Tesseract itself goes on without a language that it cannot find.
    private async Task RequireLanguages(CancellationToken cancel)
    {
        if (_languagesFound)
        {
            return;
        }
        var listed = await children.Run(new ChildCommand(Program, Package, "--list-langs"), cancel);
        var installed = Encoding.UTF8.GetString(listed.Output).Split('\n', StringSplitOptions.TrimEntries);
        if (_languages.Split('+').FirstOrDefault(language => !installed.Contains(language)) is { } missing)
        {
            throw ReadingException.LanguageMissing(missing);
        }
        _languagesFound = true;
    }
}
