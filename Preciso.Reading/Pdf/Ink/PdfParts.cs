using UglyToad.PdfPig;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>What a PDF holds beside its pages: files within it, and a form that only its maker's own program shows.</summary>
internal sealed class PdfParts(PdfDocument document)
{
    private const int DeepestTree = 32;
    private const int MostNodes = 100_000;

    private int _nodes;

    /// <summary>The page is to be replaced by the form that the file keeps as XML (XFA), and no fields of it are drawn.</summary>
    public bool IsUndrawnForm =>
        Find(Catalog, "AcroForm") is DictionaryToken form && Find(form, "XFA") is not null
        && (Find(Catalog, "NeedsRendering") is BooleanToken { Data: true } || Find(form, "Fields") is not ArrayToken { Length: > 0 });

    private DictionaryToken Catalog => document.Structure.Catalog.CatalogDictionary;

    /// <summary>Attachments of the document, of its pages and of places on them, each once; no more than so many.</summary>
    public IReadOnlyList<FileWithin> Files(int most) =>
    [
        .. Specifications().Select(File).OfType<(string Name, IToken At, StreamToken Content)>().DistinctBy(file => file.At).Take(most)
            .Select(file => new FileWithin(file.Name, file.Content.Data.Length, () => new MemoryStream(Unpack(file.Content)))),
    ];

    /// <summary>What the stream unpacks to. An <see cref="InvalidDataException"/> for a damaged one.</summary>
    private byte[] Unpack(StreamToken stream)
    {
        try
        {
            var content = stream.Data;
            var filters = new CappedFilters();
            var named = document.Structure.FilterProvider.GetFilters(stream.StreamDictionary, document.Structure.TokenScanner);
            for (var i = 0; i < named.Count; i++)
            {
                content = named[i].Decode(content, stream.StreamDictionary, filters, i);
            }
            return content.ToArray();
        }
        catch (Exception e) when (e is not (OutOfMemoryException or ReadingException))
        {
            throw new InvalidDataException("The file within the PDF is damaged, or too large.", e);
        }
    }

    private IEnumerable<DictionaryToken> Specifications()
    {
        var tree = Find(Catalog, "Names") is DictionaryToken names && Find(names, "EmbeddedFiles") is DictionaryToken root
            ? Named(root, 0)
            : [];
        var pages = Find(Catalog, "Pages") is DictionaryToken all ? Pages(all, 0) : [];
        return tree.Concat(Dictionaries(Catalog, "AF")).Concat(pages.SelectMany(OfPage));
    }

    private IEnumerable<DictionaryToken> OfPage(DictionaryToken page) => Dictionaries(page, "AF").Concat(
        Dictionaries(page, "Annots").Where(note => Find(note, "Subtype") is NameToken { Data: "FileAttachment" })
            .Select(note => Find(note, "FS")).OfType<DictionaryToken>());

    private IEnumerable<DictionaryToken> Named(DictionaryToken node, int depth)
    {
        if (depth > DeepestTree || ++_nodes > MostNodes)
        {
            return [];
        }
        var here = Find(node, "Names") is ArrayToken names ? names.Data.Select(Resolve).OfType<DictionaryToken>() : [];
        return here.Concat(Dictionaries(node, "Kids").SelectMany(kid => Named(kid, depth + 1)));
    }

    private IEnumerable<DictionaryToken> Pages(DictionaryToken node, int depth) =>
        depth > DeepestTree || ++_nodes > MostNodes ? []
        : Find(node, "Kids") is ArrayToken ? Dictionaries(node, "Kids").SelectMany(kid => Pages(kid, depth + 1))
        : [node];

    private (string, IToken, StreamToken)? File(DictionaryToken specification)
    {
        if (Find(specification, "EF") is not DictionaryToken embedded
            || (Raw(embedded, "UF") ?? Raw(embedded, "F")) is not { } at || Resolve(at) is not StreamToken content)
        {
            return null;
        }
        var name = Text(Find(specification, "UF")) ?? Text(Find(specification, "F")) ?? Text(Find(specification, "Desc"));
        return (Filenames.Clean(name ?? ""), at, content);
    }

    private static string? Text(IToken? token) => token switch
    {
        StringToken { Data.Length: > 0 } text => text.Data,
        HexToken { Data.Length: > 0 } hex => hex.Data,
        _ => null,
    };

    private IEnumerable<DictionaryToken> Dictionaries(DictionaryToken holder, string name) =>
        Find(holder, name) is ArrayToken array ? array.Data.Select(Resolve).OfType<DictionaryToken>() : [];

    private IToken? Find(DictionaryToken dictionary, string name) => Resolve(Raw(dictionary, name));

    private static IToken? Raw(DictionaryToken dictionary, string name) =>
        dictionary.TryGet(NameToken.Create(name), out var token) ? token : null;

    private IToken? Resolve(IToken? token)
    {
        for (var hops = 0; token is IndirectReferenceToken reference && hops < DeepestTree; hops++)
        {
            token = document.Structure.TokenScanner.Get(reference.Data)?.Data;
        }
        return token;
    }
}

/// <param name="PackedSize">In bytes.</param>
/// <param name="Open">An <see cref="InvalidDataException"/> for a damaged one.</param>
internal sealed record FileWithin(string Name, long PackedSize, Func<Stream> Open);
