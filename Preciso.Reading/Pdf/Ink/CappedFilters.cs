using System.IO.Compression;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>PdfPig's own filters up to a size: what a stream unpacks to is held in memory.</summary>
internal sealed class CappedFilters : IFilterProvider
{
    public const int Most = 64 << 20;

    /// <summary>No filter but deflate, which is counted first, makes more of its input than this.</summary>
    private const int HighestRatio = 1032;

    private static readonly IFilterProvider Inner = DefaultFilterProvider.Instance;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Cap(Inner.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Cap(Inner.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Cap(Inner.GetAllFilters());

    private static IReadOnlyList<IFilter> Cap(IReadOnlyList<IFilter> filters) => [.. filters.Select(filter => new Capped(filter))];

    private sealed class Capped(IFilter inner) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex) =>
            (long)input.Length * HighestRatio <= Most || (inner is FlateFilter ? Unpacked(input) : input.Length) <= Most
                ? inner.Decode(input, streamDictionary, filterProvider, filterIndex)
                : throw new PdfDocumentFormatException("A stream unpacks to more than is read.");

        private static long Unpacked(Memory<byte> input)
        {
            using var packed = new ZLibStream(new MemoryStream(input.ToArray()), CompressionMode.Decompress);
            var buffer = new byte[1 << 16];
            var total = 0L;
            try
            {
                for (int read; total <= Most && (read = packed.Read(buffer)) > 0;)
                {
                    total += read;
                }
            }
            catch (InvalidDataException)
            {
                // PdfPig makes what it can of damaged streams; no more comes out of them than was counted until here, or little.
            }
            return total;
        }
    }
}
