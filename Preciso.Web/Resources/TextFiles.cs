using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Preciso.Web.Resources;

/// <summary>
/// All texts by their key. Each room keeps its own: <c>Documents/DocumentsTexts.resx</c> is Korean, <c>DocumentsTexts.en.resx</c> English;
/// what several rooms say, and the words for the server's codes, stand here in ConsoleTexts.
/// </summary>
internal static class TextFiles
{
    private const string Ending = "Texts.resources";

    private static readonly Assembly Console = typeof(TextFiles).Assembly;
    private static readonly ConcurrentDictionary<string, FrozenDictionary<string, string>> Languages = [];

    /// <summary>In the language of the screen.</summary>
    public static FrozenDictionary<string, string> Read() =>
        Languages.GetOrAdd(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, Read);

    private static FrozenDictionary<string, string> Read(string language) => Console.GetManifestResourceNames()
        .Where(name => name.EndsWith(Ending, StringComparison.Ordinal))
        .Select(name => new ResourceManager(name[..^".resources".Length], Console))
        .SelectMany(file => file.GetResourceSet(CultureInfo.GetCultureInfo(language), true, true)!.Cast<DictionaryEntry>())
        .ToFrozenDictionary(text => (string)text.Key, text => (string)text.Value!);
}
