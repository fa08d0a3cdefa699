using System.Text;

namespace Preciso.Reading;

/// <summary>Encodings by the names that files give them.</summary>
internal static class Charset
{
    public static Encoding Western { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Null if the name is unknown. Names of subsets stand for the whole, as in every browser.</summary>
    public static Encoding? Named(string? name) => name?.Trim(' ', '"', '\'').ToUpperInvariant() switch
    {
        null or "" => null,
        "UTF-8" or "UTF8" => Encoding.UTF8,
        "EUC-KR" or "CP949" or "MS949" or "UHC" or "WINDOWS-949" or "KSC5601" or "KS_C_5601-1987" or "KS_C_5601-1989" or "KS_C_5601"
            or "EUCKR" =>
            CodePagesEncodingProvider.Instance.GetEncoding(949),
        "ISO-8859-1" or "LATIN1" or "US-ASCII" or "ASCII" => Western,
        "UTF-7" => null, // a way to smuggle markup
        { } other => Find(other),
    };

    private static Encoding? Find(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
