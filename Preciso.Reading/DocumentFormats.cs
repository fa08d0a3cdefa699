namespace Preciso.Reading;

/// <summary>The formats that can be read, by media type.</summary>
public sealed class DocumentFormats(IEnumerable<IDocumentFormat> formats)
{
    private readonly Dictionary<string, IDocumentFormat> _byMediaType = formats
        .SelectMany(format => format.MediaTypes.Select(mediaType => (mediaType, format)))
        .ToDictionary(pair => pair.mediaType, pair => pair.format);

    public IDocumentFormat For(string mediaType) =>
        _byMediaType.TryGetValue(mediaType, out var format) ? format : throw FileSniffer.Unsupported();
}
