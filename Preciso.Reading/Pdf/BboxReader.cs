using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Preciso.Documents;

namespace Preciso.Reading.Pdf;

/// <summary>Reads what <c>pdftotext -bbox-layout</c> writes while it is written: page, flow, block, line, word.</summary>
internal sealed partial class BboxReader(TimeProvider time)
{
    /// <summary>With fewer letters and digits a page is more likely a scan with a stamped page number than a page of text.</summary>
    private const int FewestCharacters = 15;

    /// <summary>What a garbled page is worth beside one that was recognised.</summary>
    private const double Garbled = 0.2;

    private const char SoftHyphen = '\u00AD';

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        CheckCharacters = false,
        IgnoreWhitespace = true,
    };

    private readonly List<PageText> _pages = [];
    private readonly StringBuilder _text = new();
    private List<TextBlock> _blocks = [];
    private List<TextLine> _lines = [];
    private List<Word> _words = [];
    private Box _box;
    private int _characters;
    private int _unreadable;
    private long _since = time.GetTimestamp();

    /// <summary>The pages that are complete, at most so many; output that breaks off ends them without an error.</summary>
    public static List<PageText> Read(Stream output, int pages, TimeProvider time)
    {
        var reader = new BboxReader(time);
        try
        {
            using var xml = XmlReader.Create(new XmlSafeReader(new StreamReader(output, Encoding.UTF8)), Settings);
            while (reader._pages.Count < pages && xml.Read())
            {
                reader.Take(xml);
            }
        }
        catch (XmlException)
        {
            // The program died in the middle of a page.
        }
        output.CopyTo(Stream.Null); // so that it can end
        return reader._pages;
    }

    /// <summary>What speaks against a page with so few characters, in words; null if they are enough.</summary>
    public static DocumentProblem? TooFew(int characters) =>
        characters < FewestCharacters ? new("text_layer_empty", $"The text layer has only {characters} letters and digits.") : null;

    private void Take(XmlReader xml)
    {
        switch (xml.NodeType)
        {
            case XmlNodeType.Element when xml.LocalName == "word":
                _box = Place(xml);
                _text.Clear();
                break;
            case XmlNodeType.Text or XmlNodeType.SignificantWhitespace:
                _text.Append(xml.Value);
                break;
            case XmlNodeType.EndElement:
                End(xml.LocalName);
                break;
        }
    }

    private void End(string element)
    {
        switch (element)
        {
            case "word":
                EndWord();
                break;
            case "line" when _words.Count > 0:
                _lines.Add(new TextLine(_words));
                _words = [];
                break;
            case "block" when _lines.Count > 0:
                _blocks.Add(new TextBlock(_lines));
                _lines = [];
                break;
            case "page":
                EndPage();
                break;
        }
    }

    private void EndWord()
    {
        var (text, unreadable) = Readable.Keep(_text.ToString());
        text = text.Contains(SoftHyphen, StringComparison.Ordinal) ? SoftWithin().Replace(text, "").Replace(SoftHyphen, '-') : text;
        _unreadable += unreadable;
        _characters += PageText.CountCharacters(text);
        if (text.Length > 0)
        {
            _words.Add(new Word(text, _box));
        }
    }

    private void EndPage()
    {
        var problem = TooFew(_characters) ?? GarbledText.Problem(_blocks, _unreadable);
        var elapsed = time.GetElapsedTime(_since).TotalMilliseconds;
        _pages.Add(new PageText(ReadingMethod.TextLayer, _blocks, 1, _characters, elapsed, problem)
        {
            Quality = problem is null || _characters < FewestCharacters ? 1 : Garbled,
        });
        (_blocks, _characters, _unreadable, _since) = ([], 0, 0, time.GetTimestamp());
    }

    private static Box Place(XmlReader xml)
    {
        var box = default(Box);
        while (xml.MoveToNextAttribute())
        {
            var side = double.TryParse(xml.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var read)
                && double.IsFinite(read) ? read : 0;
            box = xml.LocalName switch
            {
                "xMin" => box with { X0 = side },
                "yMin" => box with { Y0 = side },
                "xMax" => box with { X1 = side },
                "yMax" => box with { Y1 = side },
                _ => box,
            };
        }
        return box;
    }

    [GeneratedRegex(@"(?<=\p{L})\u00AD(?=\p{L})", RegexOptions.CultureInvariant)]
    private static partial Regex SoftWithin();
}
