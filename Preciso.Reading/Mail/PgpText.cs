using System.Text.RegularExpressions;

namespace Preciso.Reading.Mail;

/// <summary>PGP in plain text: a signature's letters and digits are no part of what is said, and what is encrypted says nothing.</summary>
internal static partial class PgpText
{
    public static string Unwrap(string text) => !text.Contains("-----BEGIN PGP ", StringComparison.Ordinal) ? text
        : Encrypted().IsMatch(text) ? throw ReadingException.Input(MailFiles.Encrypted.Code, MailFiles.Encrypted.Detail)
        : Signature().Replace(Opening().Replace(text, ""), "");

    [GeneratedRegex(@"^-----BEGIN PGP MESSAGE-----\s*$", RegexOptions.Multiline)]
    private static partial Regex Encrypted();

    [GeneratedRegex(@"^-----BEGIN PGP SIGNED MESSAGE-----\s*\n(\w+: .*\n)*", RegexOptions.Multiline)]
    private static partial Regex Opening();

    [GeneratedRegex(@"^-----BEGIN PGP SIGNATURE-----[\s\S]*?(-----END PGP SIGNATURE-----|\z)", RegexOptions.Multiline)]
    private static partial Regex Signature();
}
