using System.Text;
using System.Text.RegularExpressions;
using Preciso.Reading.PlainText;

namespace Preciso.Reading;

/// <summary>The text of an HTML or XML file.</summary>
internal static partial class MarkupText
{
    private const int EncodingWithin = 4096;

    public static StreamReader Open(string path, ReadingOptions options) => Open(File.OpenRead(path), options);

    /// <param name="file">Can be sought in; it goes with the reader.</param>
    public static StreamReader Open(Stream file, ReadingOptions options)
    {
        try
        {
            MarkupLimits.CheckSize(file.Length, options);
            var encoding = EncodingOf(file);
            file.Position = 0;
            return new StreamReader(file, encoding);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>As its bytes and what the file says go together; what is neither is Western, as in every browser.</summary>
    private static Encoding EncodingOf(Stream file)
    {
        var head = new byte[EncodingWithin];
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        var named = Charset.Named(Named().Match(Encoding.Latin1.GetString(head)).Groups["name"].Value);
        return TextEncoding.Detect(file, named) ?? named ?? Charset.Western;
    }

    [GeneratedRegex(@"(<meta[^>]*charset\s*=\s*|<\?xml[^>]*encoding\s*=\s*)[""']?(?<name>[\w.:-]+)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
