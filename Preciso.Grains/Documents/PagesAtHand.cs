using System.Runtime.CompilerServices;
using Preciso.Documents;
using Preciso.Grains.Jobs;

namespace Preciso.Grains.Documents;

/// <summary>
/// A document's pages for the steps that follow the reading: handed on in memory where this attempt has read them all and they are not too
/// many, otherwise fetched from where they are stored.
/// </summary>
public sealed class PagesAtHand(DocumentPages stored, ClaimedJob job)
{
    private const int Batch = 50;

    /// <summary>A word is some hundred bytes in memory; a long report has as many.</summary>
    private const int MostWords = 200_000;

    private List<PageReading>? _read = [];
    private int _words;

    /// <summary>The next page as it was read.</summary>
    public void Add(PageReading page)
    {
        _words += page.Blocks.Sum(block => block.Lines.Sum(line => line.Words.Count));
        if (_words > MostWords)
        {
            _read = null;
        }
        _read?.Add(page);
    }

    public async Task<IReadOnlyList<PageReading>> First(int count, int of, CancellationToken cancel) => IsWhole(of)
        ? [.. _read!.Take(count)]
        : await stored.Read(job.TenantId, job.DocumentId!.Value, 1, count, cancel);

    public async IAsyncEnumerable<IReadOnlyList<PageReading>> InBatches(int of, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var from = 1; from <= of; from += Batch)
        {
            yield return IsWhole(of)
                ? _read!.GetRange(from - 1, Math.Min(Batch, of - from + 1))
                : await stored.Read(job.TenantId, job.DocumentId!.Value, from, Batch, cancel);
        }
    }

    private bool IsWhole(int pages) => _read?.Count == pages;
}
