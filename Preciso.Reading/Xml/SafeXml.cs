using System.Xml;

namespace Preciso.Reading.Xml;

/// <summary>What goes wrong in XML, in words.</summary>
internal static class SafeXml
{
    /// <summary>An error for what is broken; one of its own for a DTD, which could make a small file endless or name other files.</summary>
    public static T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException e)
        {
            throw IsDtd(e)
                ? ReadingException.Input("xml_dtd",
                    "The XML has a DTD (<!DOCTYPE …>), which is not read because it can do harm. Remove it and upload the file again.")
                : ReadingException.Input(
                    "xml_damaged", $"The XML is not well-formed at line {e.LineNumber}. Export it again, or correct it.");
        }
    }

    // The framework tells it from other errors in words only, which depend on the language; its place is always the declaration's.
    private static bool IsDtd(XmlException e) => e.Message.Contains("DTD", StringComparison.Ordinal);
}
