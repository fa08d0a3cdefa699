using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Jobs;

namespace Preciso.Web.Resources;

/// <summary>The console's texts in the language of the request, and the words for the codes that the server speaks.</summary>
public sealed class Texts
{
    private static readonly string[] SizeUnits = ["B", "KB", "MB", "GB"];

    private readonly FrozenDictionary<string, string> _texts = TextFiles.Read();

    public string this[string key] => _texts.GetValueOrDefault(key, key);

    public string Format(string key, params object[] arguments) => string.Format(CultureInfo.CurrentCulture, this[key], arguments);

    /// <summary>The word for an enum's member, for example <c>document_state_ready</c>.</summary>
    public string Word<TEnum>(TEnum value) where TEnum : struct, Enum =>
        this[$"{JsonNamingPolicy.SnakeCaseLower.ConvertName(typeof(TEnum).Name)}_{Snake.Case(value)}"];

    /// <summary>
    /// A problem in the reader's language; one that we have no words for in the server's own, and a person's reason in theirs.
    /// </summary>
    public string Problem(string code, string detail) => code switch
    {
        "set_aside" when detail is not ("" or SetJobAside.NoReason) => detail,
        "rejected" or "changes_requested" => Format($"problem_{code}", detail),
        _ => Code("problem", code, detail),
    };

    /// <summary>Why a check did not pass; one that we have no words for in the server's own.</summary>
    public string Check(string code, string reason) => Code("check", code, reason);

    /// <summary>What a check looks at, by the kind of its rule.</summary>
    public string Rule(string kind) => Code("rule_kind", kind, kind);

    /// <summary>Why a number is not accounted for.</summary>
    public string Lost(string reason) => Code("lost", reason, reason);

    /// <summary>What an attempt at reading did beside its method's usual.</summary>
    public string Way(string code) => Code("way", code, code);

    /// <summary>A word of <see cref="Fact.Basis"/>.</summary>
    public string Basis(string word) => Code("basis", word, word);

    /// <summary>What speaks against the words of an attempt at a page.</summary>
    public string Doubt(string code) => Code("doubt", code, code);

    /// <summary>Why an attempt at a page was not kept; one that we have no words for in the server's own.</summary>
    public string Unkept(string? code, string reason) => Code("unkept", code ?? "", reason);

    /// <summary>How many figures a way of finding them found.</summary>
    public string Attempt(FactAttempt tried) =>
        tried.Way == FactAttempt.None ? this["attempt_none"] : Format("attempt_found", Way(tried.Way), tried.Facts);

    /// <summary>What a person did to a document.</summary>
    public string Change(string kind) => Code("change", kind, kind);

    /// <summary>How two things of the graph hang together.</summary>
    public string Predicate(string code) => Code("predicate", code, code);

    /// <summary>A column of a document's lines.</summary>
    public string Column(string code) => Format("rule_column", Code("column", code, code));

    public string Phase(string? code) => code is null ? "" : Code("phase", code, code);

    public string Step(string code) => Code("step", code, code);

    public string Figure(string code) => Code("figure", code, code);

    public string Kind(string code) => Code("kind", code, code);

    /// <summary>What happened, by the stable name of an event, or what an audit line says was done.</summary>
    public string Action(string code) => Code("action", code, code);

    /// <summary>A reader of the event log.</summary>
    public string Consumer(string group) => group switch
    {
        "documents" => this["consumer_documents"],
        "usage" => this["consumer_usage"],
        "notifications" => this["consumer_notifications"],
        "rabbitmq" => this["consumer_broker"],
        _ => group,
    };

    public static string Percent(double share) => share.ToString("P0", CultureInfo.CurrentCulture);

    public static string Size(long bytes)
    {
        var unit = bytes < 1024 ? 0 : Math.Min((int)Math.Log(bytes, 1024), SizeUnits.Length - 1);
        var amount = bytes / Math.Pow(1024, unit);
        return $"{amount.ToString(amount < 10 && unit > 0 ? "0.#" : "0", CultureInfo.CurrentCulture)} {SizeUnits[unit]}";
    }

    public string Duration(TimeSpan time) => time.TotalSeconds < 1
        ? Format("duration_milliseconds", Math.Round(time.TotalMilliseconds))
        : time.TotalMinutes < 1 ? Format("duration_seconds", Math.Round(time.TotalSeconds, 1))
        : Format("duration_minutes", (int)time.TotalMinutes, time.Seconds);

    private string Code(string family, string code, string fallback) => _texts.GetValueOrDefault($"{family}_{code}", fallback);
}
