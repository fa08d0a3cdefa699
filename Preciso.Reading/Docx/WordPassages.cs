using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Docx;

/// <summary>Paragraphs, lists, tables, notes and text boxes of a Word document, in reading order.</summary>
internal sealed class WordPassages(WordStyles styles, WordNotes notes)
{
    private readonly TextBuffer _text = new();

    /// <summary>The recursion is as deep as a file may be nested at most.</summary>
    public IEnumerable<Passage> Read(OpenXmlElement block) => block switch
    {
        Paragraph paragraph => Paragraph(paragraph),
        Table table => SetTable.Rows(WordTable.Rows(table)).Concat(Notes(table)),
        _ => block.ChildElements.Where(child => !WordText.IsLeftOut(child)).SelectMany(Read), // content controls and the like
    };

    private IEnumerable<Passage> Paragraph(Paragraph paragraph)
    {
        if (paragraph.ParagraphProperties?.PageBreakBefore is { } breaks && (breaks.Val?.Value ?? true))
        {
            yield return Setting.Page();
        }
        foreach (var passage in Runs(paragraph, paragraph.ParagraphProperties).Concat(Flush(paragraph.ParagraphProperties)))
        {
            yield return passage;
        }
        foreach (var passage in Boxes(paragraph).Concat(Notes(paragraph)))
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
        foreach (var child in element.ChildElements.Where(child => !WordText.IsLeftOut(child)))
        {
            var goesOn = WordText.AppendRun(child, _text);
            foreach (var passage in goesOn ? Runs(child, properties) : Flush(properties).Append(Setting.Page()))
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
            yield return styles.HeadingLevel(properties) is { } level ? Setting.Heading(text, level)
                : styles.ListDepth(properties) is { } depth ? Setting.Item(text, depth)
                : Setting.Paragraph(text);
        }
    }

    /// <summary>Only those of the paragraph itself: those within a text box come with its own paragraphs.</summary>
    private IEnumerable<Passage> Boxes(OpenXmlElement element) => element.ChildElements
        .Where(child => child is not AlternateContentFallback)
        .SelectMany(child => child is TextBoxContent box ? box.ChildElements.SelectMany(Read) : Boxes(child));

    private IEnumerable<Passage> Notes(OpenXmlElement element) => notes.Find(element).Select(note => Setting.Footer(note));

    /// <summary>A section starts on a page of its own unless it says otherwise; what is said is said by the section that follows.</summary>
    private static bool EndsSection(Paragraph paragraph) =>
        paragraph.ParagraphProperties?.SectionProperties is { } section
        && section.GetFirstChild<SectionType>()?.Val?.Value != SectionMarkValues.Continuous;
}
