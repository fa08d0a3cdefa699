using Preciso.Documents;

namespace Preciso.Grains.Documents;

/// <summary>What the read step yields; kept with the step, for the attempt that goes on from there.</summary>
public sealed record ReadSummary(int Pages, DocumentQuality Quality);

/// <summary>Counts how the pages were read.</summary>
public sealed class ReadQuality
{
    private readonly Dictionary<ReadingMethod, int> _byMethod = [];
    private double _confidence;
    private (double Quality, int Page)? _lowest;
    private int _empty;

    public int Pages { get; private set; }

    public DocumentQuality View => new(
        Pages == _empty ? null : Math.Round(_confidence / (Pages - _empty), 4),
        Count(ReadingMethod.TextLayer), Count(ReadingMethod.Ocr), Count(ReadingMethod.PlainText), _empty, Count(ReadingMethod.Structure),
        _lowest?.Quality, _lowest?.Page);

    public void Count(PageReading page)
    {
        Pages++;
        if (page.IsEmpty)
        {
            _empty++;
            return;
        }
        _byMethod[page.Method] = Count(page.Method) + 1;
        _confidence += page.Confidence;
        _lowest = _lowest is null || page.Quality < _lowest.Value.Quality ? (page.Quality, page.Page) : _lowest;
    }

    public void Fill(Dictionary<string, double> figures)
    {
        (figures["pages"], figures["empty_pages"]) = (Pages, _empty);
        foreach (var (method, count) in _byMethod)
        {
            figures[$"{Snake.Case(method)}_pages"] = count;
        }
    }

    private int Count(ReadingMethod method) => _byMethod.GetValueOrDefault(method);
}
