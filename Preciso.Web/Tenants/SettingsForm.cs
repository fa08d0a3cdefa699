using System.Globalization;
using Preciso.Tenants;

namespace Preciso.Web.Tenants;

/// <summary>A tenant's settings as people fill them in.</summary>
public sealed class SettingsForm
{
    private const string KoreanCode = "kor";
    private const string EnglishCode = "eng";

    // The languages of those who write to Korean companies; a code that stands in the settings beside these is kept.
    private static readonly Dictionary<string, string> Cultures = new()
    {
        ["jpn"] = "ja", ["chi_sim"] = "zh-Hans", ["chi_tra"] = "zh-Hant", ["vie"] = "vi", ["tha"] = "th", ["ind"] = "id", ["rus"] = "ru",
        ["deu"] = "de", ["fra"] = "fr", ["spa"] = "es", ["ita"] = "it", ["por"] = "pt", ["nld"] = "nl", ["pol"] = "pl", ["ara"] = "ar",
    };

    public bool Korean { get; set; }

    public bool English { get; set; }

    /// <summary>Codes of further languages.</summary>
    public IReadOnlyCollection<string> Others { get; set; } = [];

    public bool OwnApproval { get; set; }

    public bool TrainingAllowed { get; set; }

    public double GatePercent { get; set; }

    /// <summary>Those that can be chosen beside Korean and English.</summary>
    public IEnumerable<string> Offered => Cultures.Keys.Union(Others);

    public bool HasNoLanguage => !Korean && !English && Others.Count == 0;

    /// <summary>A language's name in the reader's own; a code that we know no language for is its own name.</summary>
    public static string NameOf(string? code) =>
        Cultures.TryGetValue(code ?? "", out var culture) ? CultureInfo.GetCultureInfo(culture).DisplayName : code ?? "";

    public static SettingsForm From(TenantSettings settings)
    {
        var languages = settings.OcrLanguages.Split('+');
        return new SettingsForm
        {
            Korean = languages.Contains(KoreanCode),
            English = languages.Contains(EnglishCode),
            Others = [.. languages.Except([KoreanCode, EnglishCode])],
            OwnApproval = settings.OwnApproval,
            TrainingAllowed = settings.TrainingAllowed,
            GatePercent = Math.Round(100 * settings.NumberGate, 4),
        };
    }

    public TenantSettings ToSettings() => new(
        string.Join('+', [.. Korean ? [KoreanCode] : Array.Empty<string>(), .. English ? [EnglishCode] : Array.Empty<string>(), .. Others]),
        OwnApproval, TrainingAllowed, Math.Round(GatePercent / 100, 6));
}
