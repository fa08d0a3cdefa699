using System.Collections.Concurrent;
using UglyToad.PdfPig;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>
/// One PDF as PdfPig sees it, beside Poppler's words. PdfPig runs in this process: what it unpacks is capped, it is left alone when it
/// takes too long, and whatever it cannot do leaves the words as Poppler gave them.
/// </summary>
internal sealed class InkFile(string path) : IDisposable
{
    /// <summary>Far more than the slowest page takes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>A document keeps what it has unpacked: after so many questions a new one takes its place.</summary>
    private const int MostAsked = 200;

    private readonly ConcurrentBag<(PdfDocument Document, int Asked)> _idle = [];
    private volatile bool _isGivenUp;

    /// <summary>Null where it cannot be told.</summary>
    public Task<PageInk?> Look(int page, CancellationToken cancel) => Ask(document => document.GetPage<PageInk>(page), cancel);

    /// <summary>Null where PdfPig cannot open the file, has an error or takes too long.</summary>
    public async Task<T?> Ask<T>(Func<PdfDocument, T> question, CancellationToken cancel)
        where T : class
    {
        if (_isGivenUp)
        {
            return null;
        }
        try
        {
            return await Task.Run(() => Read(question), cancel).WaitAsync(Limit, cancel);
        }
        catch (TimeoutException)
        {
            _isGivenUp = true;
            return null;
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var idle))
        {
            idle.Document.Dispose();
        }
    }

    private void Keep(PdfDocument document, int asked)
    {
        if (asked < MostAsked)
        {
            _idle.Add((document, asked));
        }
        else
        {
            document.Dispose();
        }
    }

    private T? Read<T>(Func<PdfDocument, T> question)
        where T : class
    {
        var (document, asked) = _idle.TryTake(out var idle) ? idle : (InkDocument.Open(path), 0);
        if (document is null)
        {
            _isGivenUp = true;
            return null;
        }
        try
        {
            return question(document);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null; // PdfPig has no error of its own for files that break the rules.
        }
        finally
        {
            Keep(document, asked + 1);
        }
    }
}
