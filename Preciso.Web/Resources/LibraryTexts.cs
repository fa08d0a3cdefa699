using System.Globalization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Preciso.Web.Resources;

/// <summary>What the component library itself says, in the language of the screen; what we have no words for it says in English.</summary>
public sealed class LibraryTexts : MudLocalizer
{
    public override LocalizedString this[string key] => Find(key, text => text);

    public override LocalizedString this[string key, params object[] arguments] =>
        Find(key, text => string.Format(CultureInfo.CurrentCulture, text, arguments));

    private static LocalizedString Find(string key, Func<string, string> format) =>
        TextFiles.Read().TryGetValue(key, out var text)
            ? new LocalizedString(key, format(text))
            : new LocalizedString(key, key, resourceNotFound: true);
}
