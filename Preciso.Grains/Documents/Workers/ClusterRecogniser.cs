using Orleans.Runtime;
using Preciso.Grains.Core;
using Preciso.Grains.Storage.Objects;
using Preciso.Reading;
using Preciso.Reading.Ocr;

namespace Preciso.Grains.Documents.Workers;

/// <summary>
/// Has each page recognised by whichever worker has most room, this silo among them. A worker that dies over a page costs that page another
/// try elsewhere, one such page at a time; one at which worker after worker dies is given up, with its reason, and the others go on.
/// </summary>
internal sealed class ClusterRecogniser(IGrains grains, Seats seats, LocalRecogniser here) : IPageRecogniser, IDisposable
{
    private const int MostDeaths = 5;

    private readonly SemaphoreSlim _suspects = new(1);

    public int Room => seats.Count;

    public async Task<IReadOnlyList<PageText>> Read(SourceFile file, PageDrawing page, CancellationToken cancel)
    {
        if (file.Stored is not { } stored)
        {
            return await here.Read(file, page, cancel);
        }
        if (stored.Begin is { } begin && await begin(page.Page, cancel) > PagesBegun.MostTries)
        {
            throw WorkerDied();
        }
        var died = new HashSet<SiloAddress>();
        var command = new RecognisePage(stored.DocumentId, file.MediaType, file.Languages, page);
        return await Try(stored, command, died, cancel) ?? await TryAlone(stored, command, died, cancel);
    }

    public void Dispose() => _suspects.Dispose();

    private async Task<IReadOnlyList<PageText>> TryAlone(
        StoredFile stored, RecognisePage command, HashSet<SiloAddress> died, CancellationToken cancel)
    {
        await _suspects.WaitAsync(cancel);
        try
        {
            while (died.Count < MostDeaths)
            {
                if (await Try(stored, command, died, cancel) is { } read)
                {
                    return read;
                }
            }
            throw WorkerDied();
        }
        finally
        {
            _suspects.Release();
        }
    }

    /// <summary>Null where the worker died meanwhile, which is added to the others.</summary>
    private async Task<IReadOnlyList<PageText>?> Try(
        StoredFile stored, RecognisePage command, HashSet<SiloAddress> died, CancellationToken cancel)
    {
        var away = new HashSet<SiloAddress>(died);
        while (true)
        {
            using var seat = await seats.Take(away, cancel);
            try
            {
                var read = await grains.Get<IPageWorker>(seat.Silo.ToParsableString(), stored.Caller).Recognise(command, cancel);
                return read.Attempts ?? throw Known(read);
            }
            catch (Exception e) when (e is SiloUnavailableException or TimeoutException)
            {
                died.Add(seat.Silo);
                return null;
            }
            catch (Exception e) when (ClusterErrors.IsAway(e))
            {
                away.Add(seat.Silo); // it never got the page
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancel);
            }
        }
    }

    private static Exception Known(RecognisedPage page) => page.Problem is { } problem
        ? ReadingErrors.FromProblem(problem)
        : new StoreException(page.StoreCode!);

    private static ReadingException WorkerDied() => new(
        ReadingFault.Program, "page_kills_workers",
        "Every worker that tried to read this page died over it. The other pages are there; look at this one, or replace it.");
}
