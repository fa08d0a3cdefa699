using System.Text;

namespace Preciso.Reading;

/// <summary>Encodings by the names that files give them.</summary>
internal static class Charset
{
    public static Encoding Western { get; } = CodePage(1252);

    /// <summary>Of older Windows.</summary>
    public static Encoding Korean { get; } = CodePage(949);

    /// <summary>Null if the name is unknown. Names of subsets stand for the whole, as in every browser.</summary>
    public static Encoding? Named(string? name) => name?.Trim(' ', '"', '\'').ToUpperInvariant() switch
    {
        null or "" => null,
        "UTF-8" or "UTF8" => Encoding.UTF8,
        "EUC-KR" or "CP949" or "MS949" or "UHC" or "WINDOWS-949" or "KSC5601" or "KS_C_5601-1987" or "KS_C_5601-1989" or "KS_C_5601"
            or "EUCKR" or "KSC" => Korean,
        "SHIFT_JIS" or "SHIFT-JIS" or "SJIS" or "X-SJIS" or "WINDOWS-31J" or "MS932" or "CP932" => CodePage(932),
        "GB2312" or "GBK" or "GB_2312-80" or "X-GBK" or "CP936" or "MS936" => Find("gb18030"),
        "UTF8MB4" => Encoding.UTF8,
        "ISO-8859-1" or "LATIN1" or "US-ASCII" or "ASCII" => Western,
        "UTF-7" => null, // a way to smuggle markup
        { } other => Find(other),
    };

    /// <summary>What stands for nothing is shown as that, and not as a question mark that somebody may have written.</summary>
    private static Encoding CodePage(int number) => CodePagesEncodingProvider.Instance.GetEncoding(
        number, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"))!;

    private static Encoding? Find(string name)
    {
        try
        {
            var found = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            return CodePagesEncodingProvider.Instance.GetEncoding(found.CodePage) is null ? found : CodePage(found.CodePage);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
