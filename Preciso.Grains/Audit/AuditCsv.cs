using System.Buffers;
using System.Globalization;
using Preciso.Audit;

namespace Preciso.Grains.Audit;

/// <summary>
/// Lines of RFC 4180. A spreadsheet would run a cell that begins like a formula, so such a one begins with an apostrophe.
/// </summary>
public static class AuditCsv
{
    public const string Header = "seq,at,tenant_id,user_id,user_name,action,outcome,job_id,document_id,address,detail,hash";

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    public static string Line(Guid tenantId, AuditEntry entry) => string.Join(
        ',',
        new[]
        {
            entry.Seq?.ToString(CultureInfo.InvariantCulture), entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            tenantId.ToString(), entry.UserId.ToString(), entry.UserName, entry.Action, Snake.Case(entry.Outcome), entry.JobId?.ToString(),
            entry.DocumentId?.ToString(), entry.Address, entry.Detail, entry.Hash,
        }.Select(Cell));

    public static string Cell(string? text)
    {
        var harmless = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text ?? "";
        return harmless.AsSpan().ContainsAny(Quoted) ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }
}
