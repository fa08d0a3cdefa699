using System.Text.RegularExpressions;

namespace Preciso.Reading.Sniffing;

/// <summary>Tells an e-mail from other text by its header, which only mail programs write in full.</summary>
internal static partial class MailKind
{
    private const int EnoughFields = 3;

    public static bool Is(string head, string extension)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in head.Split('\n').TakeWhile(line => line.Trim().Length > 0))
        {
            if (!Field().IsMatch(line))
            {
                return false;
            }
            known.Add(Known().Match(line).Value);
        }
        known.Remove("");
        return known.Count >= (extension == ".EML" ? 1 : EnoughFields) && (extension == ".EML" || known.Any(IsProgram));
    }

    /// <summary>A person who writes a memo does not write these.</summary>
    private static bool IsProgram(string field) =>
        field.ToUpperInvariant() is "MESSAGE-ID" or "MIME-VERSION" or "RECEIVED" or "RETURN-PATH" or "DELIVERED-TO";

    [GeneratedRegex(@"^([!-9;-~]+:|[ \t])", RegexOptions.NonBacktracking)]
    private static partial Regex Field();

    [GeneratedRegex(
        "^(From|To|Cc|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Delivered-To|Content-Type|Reply-To|Sender)(?=:)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Known();
}
