using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Docx;

/// <summary>Paragraphs, lists, tables, charts, notes and text boxes of a Word document, in reading order.</summary>
internal sealed class WordPassages
{
    private readonly TextBuffer _text = new();
    private readonly MainDocumentPart _main;
    private readonly WordStyles _styles;
    private readonly WordNumbering _numbering;
    private readonly WordText _words;
    private readonly WordTable _tables;
    private readonly WordNotes _notes;
    private readonly WordChunks _chunks;

    public WordPassages(MainDocumentPart main, WordChunks chunks)
    {
        (_main, _chunks) = (main, chunks);
        _styles = new WordStyles(main);
        _numbering = new WordNumbering(main, _styles);
        _words = new WordText(_styles, _numbering);
        _tables = new WordTable(_words);
        _notes = new WordNotes(main, _words);
    }

    public IEnumerable<Passage> Margin(OpenXmlElement? margin) => WordMargins.Read(margin, _words);

    /// <summary>The recursion is as deep as a file may be nested at most.</summary>
    public IEnumerable<Passage> Read(OpenXmlElement block) => block switch
    {
        Paragraph paragraph => Paragraph(paragraph),
        Table table => SetTable.Rows(_tables.Rows(table)).Concat(OfficeGraphics.Read(table, _main)).Concat(Notes(table)),
        AltChunk chunk => _chunks.Read(_main, chunk),
        _ => block.ChildElements.Where(child => !_words.IsLeftOut(child)).SelectMany(Read), // content controls and the like
    };

    private IEnumerable<Passage> Paragraph(Paragraph paragraph)
    {
        if (paragraph.ParagraphProperties?.PageBreakBefore is { } breaks && (breaks.Val?.Value ?? true))
        {
            yield return Setting.Page();
        }
        _text.Append(_numbering.Next(paragraph.ParagraphProperties));
        foreach (var passage in Runs(paragraph, paragraph.ParagraphProperties).Concat(Flush(paragraph.ParagraphProperties)))
        {
            yield return passage;
        }
        foreach (var passage in Boxes(paragraph).Concat(OfficeGraphics.Read(paragraph, _main)).Concat(Notes(paragraph)))
        {
            yield return passage;
        }
        if (EndsSection(paragraph))
        {
            yield return Setting.Page();
        }
    }

    private IEnumerable<Passage> Runs(OpenXmlElement element, ParagraphProperties? properties)
    {
        foreach (var child in element.ChildElements)
        {
            var isEquation = child is DocumentFormat.OpenXml.Math.OfficeMath;
            if (_words.IsLeftOut(child) && !isEquation)
            {
                continue;
            }
            var goesOn = _words.AppendRun(child, _text);
            foreach (var passage in isEquation ? [] : goesOn ? Runs(child, properties) : Flush(properties).Append(Setting.Page()))
            {
                yield return passage;
            }
            foreach (var passage in _text.Length > Setting.LongestText ? Flush(properties) : [])
            {
                yield return passage;
            }
        }
    }

    private IEnumerable<Passage> Flush(ParagraphProperties? properties)
    {
        var text = _text.Take(); // when it is asked for: what stands before must have been read
        if (text.Text.Length > 0)
        {
            yield return _styles.HeadingLevel(properties) is { } level ? Setting.Heading(text, level)
                : _numbering.LevelOf(properties) is { } depth ? Setting.Item(text, depth)
                : Setting.Paragraph(text);
        }
    }

    /// <summary>Only those of the paragraph itself: those within a text box come with its own paragraphs.</summary>
    private IEnumerable<Passage> Boxes(OpenXmlElement element) => element.ChildElements
        .Where(child => child is not AlternateContentFallback)
        .SelectMany(child => child is TextBoxContent box ? box.ChildElements.SelectMany(Read) : Boxes(child));

    private IEnumerable<Passage> Notes(OpenXmlElement element) => _notes.Find(element).Select(note => Setting.Footer(note));

    /// <summary>A section starts on a page of its own unless it says otherwise; what is said is said by the section that follows.</summary>
    private static bool EndsSection(Paragraph paragraph) =>
        paragraph.ParagraphProperties?.SectionProperties is { } section
        && section.GetFirstChild<SectionType>()?.Val?.Value != SectionMarkValues.Continuous;
}
