using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Html;

/// <summary>
/// What stands raised or lowered in a line, or links to a note. A footnote's mark is no part of the number or name before it: 12,345 with
/// a small 2 is not 123,452. Exponents, ordinals and the figures of formulas belong there.
/// </summary>
internal static partial class HtmlMarks
{
    private const int Longest = 16;
    private const string Normal = "0123456789+-−()=n";
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾⁼ⁿ";

    /// <summary>True if the element is done with: what of it belongs to the text is there.</summary>
    public static bool Take(IElement element, HtmlSight sight, TextBuffer text)
    {
        var shift = sight.Styles.ShiftOf(element);
        var note = NoteOf(element);
        if (shift == Shift.None && note == Note.None)
        {
            return false;
        }
        if (sight.States(element) || element.TextContent.Length > 4 * Longest)
        {
            JoinNothing(shift, text);
            return false;
        }
        var content = HtmlText.Read(element, sight, HtmlText.Marks.AsText).Text;
        if (shift == Shift.None && (!Mark().IsMatch(content) || (note == Note.Linked && text.Word.Length == 0)))
        {
            return false;
        }
        if (Placed(content, shift, text, NextOf(element)) is not { } placed)
        {
            text.Space();
            return false;
        }
        text.Append(placed);
        if (NextOf(element) is { } next && char.IsLetterOrDigit(next) && placed.Length == 0)
        {
            text.Space();
        }
        return true;
    }

    private static void JoinNothing(Shift shift, TextBuffer text)
    {
        if (shift != Shift.None)
        {
            text.Space();
        }
    }

    /// <summary>What is to stand there: nothing for a mark; null where it is text like any other.</summary>
    private static string? Placed(string content, Shift shift, TextBuffer text, char? next)
    {
        var word = text.Word;
        return content.Length == 0 ? ""
            : IsFraction(content, word, next) ? (shift == Shift.Raised && word is [.., >= '0' and <= '9'] ? " " : "") + content
            : Ordinal().IsMatch(content) && word is [.., >= '0' and <= '9'] ? content
            : Sign().IsMatch(content) ? content
            : shift == Shift.Raised && IsExponent(content, word, next) ? Small(content)
            : shift == Shift.Lowered && Formula().IsMatch(word) ? content
            : !Mark().IsMatch(content) || content.Length > Longest ? null
            : text.Length == 0 ? Small(content) + " "
            : "";
    }

    private static bool IsFraction(string content, string word, char? next) =>
        content.All(char.IsAsciiDigit) && (next is '/' or '⁄' or '∕' || word is [.., '/' or '⁄' or '∕']);

    /// <summary>Of a sum, "m" stands for millions.</summary>
    private static bool IsExponent(string content, string word, char? next) =>
        (Power().IsMatch(content) && Measured().IsMatch(word) && !Money().IsMatch(word))
        || (TenPower().IsMatch(content)
            && (Times().IsMatch(word) || (word == "10" && next is not null && content.TrimStart('-', '−') is "3" or "6" or "9" or "12")));

    private static string Small(string content) =>
        string.Concat(content.Select(c => Normal.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? Raised[at] : c));

    private static Note NoteOf(IElement element)
    {
        if (element.LocalName is not ("a" or "span" or "font" or "small" or "b" or "i" or "em"))
        {
            return Note.None;
        }
        return element.GetAttribute("role") == "doc-noteref" || element.GetAttribute("epub:type") == "noteref"
            || Named().IsMatch(element.ClassName ?? "") ? Note.Named
            : element.LocalName == "a" && element.GetAttribute("href") is ['#', _, ..] ? Note.Linked
            : Note.None;
    }

    /// <summary>The character that is seen right behind the element, within its block.</summary>
    private static char? NextOf(IElement element)
    {
        INode? node = element;
        while (node is { NextSibling: null, Parent: IElement parent } && !HtmlElements.IsBlock(parent))
        {
            node = parent;
        }
        for (node = node?.NextSibling; node is not null; node = node.FirstChild ?? node.NextSibling)
        {
            if (node is IText { Data: [var first, ..] })
            {
                return first;
            }
            if (node is IElement inner && (HtmlElements.IsBlock(inner) || inner.LocalName == "br"))
            {
                return null;
            }
        }
        return null;
    }

    private enum Note
    {
        None,

        /// <summary>To a place on the page, of whatever kind.</summary>
        Linked,

        /// <summary>The page says so.</summary>
        Named,
    }

    private const string OneMark = @"[\[({]?\s*(주|note|fn|注|註)?\s*(\d{1,3}|[a-z]{1,2}|[ivx]{1,5}|[①-⑳]|[*†‡§¶#※]+\s?\d{0,2})\s*[\])}.:]*";

    [GeneratedRegex(
        @"^\s*" + OneMark + @"(\s*[,;·~–-]\s*" + OneMark + @"|\s+" + OneMark + @"|[\[(]\w{1,3}[\])]|\d{1,3}\)|[*†‡§¶#※]+)*\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mark();

    [GeneratedRegex("^(st|nd|rd|th|er|re|ère|ème|º|ª)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ordinal();

    [GeneratedRegex("^(tm|sm|™|®|©|℠|°|º|[°º][CF]|['′″])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sign();

    [GeneratedRegex("^([23]|[-−][1-3]|n)$")]
    private static partial Regex Power();

    /// <summary>A unit of length or time, or one lone letter.</summary>
    [GeneratedRegex(@"(^|[^\p{L}])([cmkd]?m|ft|in|yd|mi|s|sec|㎝|[a-zA-Z])$", RegexOptions.CultureInvariant)]
    private static partial Regex Measured();

    [GeneratedRegex(@"\p{Sc}|USD|EUR|KRW|GBP")]
    private static partial Regex Money();

    [GeneratedRegex(@"^[-−+]?\d{1,2}$")]
    private static partial Regex TenPower();

    [GeneratedRegex("[×x·*]10$")]
    private static partial Regex Times();

    [GeneratedRegex(@"(^|[^\p{L}])\p{L}{1,3}$|[\d)\]]\p{Lu}\p{Ll}?$", RegexOptions.CultureInvariant)]
    private static partial Regex Formula();

    [GeneratedRegex(@"foot-?note|end-?note|note-?ref|(^|[\s_-])fn(ref)?\b|reference", RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
