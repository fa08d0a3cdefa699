using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>Looks things up in a file's dictionaries, wherever in it they are kept.</summary>
internal sealed class PdfTokens(IPdfTokenScanner scanner)
{
    private const int MostHops = 32;

    public IToken? Find(DictionaryToken dictionary, string name) => Resolve(Raw(dictionary, name));

    /// <summary>As it stands there: a reference to something stays one.</summary>
    public static IToken? Raw(DictionaryToken dictionary, string name) =>
        dictionary.TryGet(NameToken.Create(name), out var token) ? token : null;

    public IEnumerable<DictionaryToken> Dictionaries(DictionaryToken holder, string name) =>
        Find(holder, name) is ArrayToken array ? array.Data.Select(Resolve).OfType<DictionaryToken>() : [];

    /// <summary>Null where no text stands.</summary>
    public string? Text(DictionaryToken dictionary, string name) => Find(dictionary, name) switch
    {
        StringToken { Data.Length: > 0 } text => text.Data,
        HexToken { Data.Length: > 0 } hex => hex.Data,
        _ => null,
    };

    public IToken? Resolve(IToken? token)
    {
        for (var hops = 0; token is IndirectReferenceToken reference && hops < MostHops; hops++)
        {
            token = scanner.Get(reference.Data)?.Data;
        }
        return token;
    }
}
