using UglyToad.PdfPig;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>What a PDF holds beside its pages: files within it, and a form that only its maker's own program shows.</summary>
internal sealed class PdfParts(PdfDocument document)
{
    private const int DeepestTree = 32;
    private const int MostNodes = 100_000;

    private readonly PdfTokens _tokens = new(document.Structure.TokenScanner);
    private int _nodes;

    /// <summary>The page is to be replaced by the form that the file keeps as XML (XFA), and no fields of it are drawn.</summary>
    public bool IsUndrawnForm =>
        _tokens.Find(Catalog, "AcroForm") is DictionaryToken form && _tokens.Find(form, "XFA") is not null
        && (_tokens.Find(Catalog, "NeedsRendering") is BooleanToken { Data: true }
            || _tokens.Find(form, "Fields") is not ArrayToken { Length: > 0 });

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
        var tree = _tokens.Find(Catalog, "Names") is DictionaryToken names && _tokens.Find(names, "EmbeddedFiles") is DictionaryToken root
            ? Named(root, 0)
            : [];
        var pages = _tokens.Find(Catalog, "Pages") is DictionaryToken all ? Pages(all, 0) : [];
        return tree.Concat(_tokens.Dictionaries(Catalog, "AF")).Concat(pages.SelectMany(OfPage));
    }

    private IEnumerable<DictionaryToken> OfPage(DictionaryToken page) => _tokens.Dictionaries(page, "AF").Concat(
        _tokens.Dictionaries(page, "Annots").Where(note => _tokens.Find(note, "Subtype") is NameToken { Data: "FileAttachment" })
            .Select(note => _tokens.Find(note, "FS")).OfType<DictionaryToken>());

    private IEnumerable<DictionaryToken> Named(DictionaryToken node, int depth)
    {
        if (depth > DeepestTree || ++_nodes > MostNodes)
        {
            return [];
        }
        var here = _tokens.Find(node, "Names") is ArrayToken names ? names.Data.Select(_tokens.Resolve).OfType<DictionaryToken>() : [];
        return here.Concat(_tokens.Dictionaries(node, "Kids").SelectMany(kid => Named(kid, depth + 1)));
    }

    private IEnumerable<DictionaryToken> Pages(DictionaryToken node, int depth) =>
        depth > DeepestTree || ++_nodes > MostNodes ? []
        : _tokens.Find(node, "Kids") is ArrayToken ? _tokens.Dictionaries(node, "Kids").SelectMany(kid => Pages(kid, depth + 1))
        : [node];

    private (string, IToken, StreamToken)? File(DictionaryToken specification)
    {
        if (_tokens.Find(specification, "EF") is not DictionaryToken embedded
            || (PdfTokens.Raw(embedded, "UF") ?? PdfTokens.Raw(embedded, "F")) is not { } at
            || _tokens.Resolve(at) is not StreamToken content)
        {
            return null;
        }
        var name = _tokens.Text(specification, "UF") ?? _tokens.Text(specification, "F") ?? _tokens.Text(specification, "Desc");
        return (Filenames.Clean(name ?? ""), at, content);
    }
}

/// <param name="PackedSize">In bytes.</param>
/// <param name="Open">An <see cref="InvalidDataException"/> for a damaged one.</param>
internal sealed record FileWithin(string Name, long PackedSize, Func<Stream> Open);
