using System.Text;
using System.Text.RegularExpressions;

namespace Preciso.Reading.Mail;

/// <summary>A value with parameters: multipart/mixed; boundary="…".</summary>
internal sealed partial record HeaderValue(string Value, IReadOnlyDictionary<string, string> Parameters)
{
    private const int MostPieces = 100;

    public static HeaderValue Parse(string text)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Parameter().Matches(text))
        {
            var value = match.Groups["quoted"] is { Success: true } quoted
                ? Escape().Replace(quoted.Value, "$1")
                : match.Groups["plain"].Value.Trim();
            parameters.TryAdd(match.Groups["name"].Value, value);
        }
        return new HeaderValue(text.Split(';')[0].Trim().ToLowerInvariant(), parameters);
    }

    /// <summary>A parameter in whichever way it is written: plain, with encoded words, or in pieces with a charset (RFC 2231).</summary>
    public string? Text(string name)
    {
        if (Parameters.TryGetValue(name + "*", out var extended))
        {
            return Decode([(extended, true)]);
        }
        if (Parameters.TryGetValue(name, out var plain))
        {
            return EncodedWords.Decode(plain);
        }
        var pieces = Enumerable.Range(0, MostPieces).Select(n => Piece($"{name}*{n}")).TakeWhile(piece => piece is not null)
            .Select(piece => piece!.Value).ToList();
        return pieces.Count == 0 ? null : Decode(pieces);
    }

    private (string Text, bool IsEncoded)? Piece(string name) =>
        Parameters.TryGetValue(name + "*", out var encoded) ? (encoded, true)
        : Parameters.TryGetValue(name, out var plain) ? (plain, false)
        : null;

    /// <summary>The first piece begins with charset'language'.</summary>
    private static string Decode(IReadOnlyList<(string Text, bool IsEncoded)> pieces)
    {
        var marks = pieces[0].IsEncoded ? pieces[0].Text.Split('\'', 3) : [];
        var charset = marks.Length == 3 ? Charset.Named(marks[0]) : null;
        var first = (Text: marks.Length == 3 ? marks[2] : pieces[0].Text, pieces[0].IsEncoded);
        var bytes = pieces.Skip(1).Prepend(first)
            .SelectMany(piece => piece.IsEncoded ? EncodedWords.Percent(piece.Text, '%') : Encoding.UTF8.GetBytes(piece.Text));
        return (charset ?? Encoding.UTF8).GetString([.. bytes]);
    }

    [GeneratedRegex(@";\s*(?<name>[^\s=;]+)\s*=\s*(""(?<quoted>([^""\\]|\\.)*)""|(?<plain>[^;]*))",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
