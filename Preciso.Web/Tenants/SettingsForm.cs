using Preciso.Tenants;

namespace Preciso.Web.Tenants;

/// <summary>A tenant's settings as people fill them in.</summary>
public sealed class SettingsForm
{
    private const string KoreanCode = "kor";
    private const string EnglishCode = "eng";

    public bool Korean { get; set; }

    public bool English { get; set; }

    /// <summary>Tesseract's codes of further languages, with anything but letters between them.</summary>
    public string Others { get; set; } = "";

    public bool OwnApproval { get; set; }

    public bool TrainingAllowed { get; set; }

    public double GatePercent { get; set; }

    /// <summary>What is wrong with the languages, as the key of a text; null if nothing is.</summary>
    public string? LanguageFlaw => Languages is [] ? "settings_ocr_none"
        : Languages.Any(code => !code.All(letter => char.IsAsciiLetter(letter) || letter == '_')) ? "settings_ocr_no_code"
        : null;

    private string[] Languages =>
    [
        .. Korean ? [KoreanCode] : Array.Empty<string>(),
        .. English ? [EnglishCode] : Array.Empty<string>(),
        .. Others.Split([',', ' ', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Except([KoreanCode, EnglishCode]),
    ];

    public static SettingsForm From(TenantSettings settings)
    {
        var languages = settings.OcrLanguages.Split('+');
        return new SettingsForm
        {
            Korean = languages.Contains(KoreanCode),
            English = languages.Contains(EnglishCode),
            Others = string.Join(", ", languages.Except([KoreanCode, EnglishCode])),
            OwnApproval = settings.OwnApproval,
            TrainingAllowed = settings.TrainingAllowed,
            GatePercent = Math.Round(100 * settings.NumberGate, 4),
        };
    }

    public TenantSettings ToSettings() => new(string.Join('+', Languages), OwnApproval, TrainingAllowed, Math.Round(GatePercent / 100, 6));
}
