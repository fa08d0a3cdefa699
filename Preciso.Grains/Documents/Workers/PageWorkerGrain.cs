using Orleans.Concurrency;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Grains.Storage.Objects;
using Preciso.Reading;
using Preciso.Reading.Ocr;

namespace Preciso.Grains.Documents.Workers;

[Reentrant, AtSilo, Orleans.GrainType("page_worker")]
internal sealed class PageWorkerGrain(Database database, PageDesk desk) : Grain(database), IPageWorker
{
    public Task<RecognisedPage> Recognise(RecognisePage command, CancellationToken cancel)
    {
        var key = ObjectKeys.For(Caller.TenantId, command.DocumentId);
        return Task.Run(() => desk.Recognise(key, command, cancel), cancel); // off the grain's turns
    }
}

/// <summary>Where this silo recognises pages, its own and others': as many at once as it has cores.</summary>
internal sealed class PageDesk(LocalRecogniser recogniser, IObjectStore store) : IDisposable
{
    private readonly SemaphoreSlim _cores = new(recogniser.Room);

    public async Task<RecognisedPage> Recognise(string key, RecognisePage command, CancellationToken cancel)
    {
        await _cores.WaitAsync(cancel);
        try
        {
            using var local = await store.Open(key, cancel);
            var file = new SourceFile(local.Path, command.MediaType, command.Languages);
            return new RecognisedPage(await recogniser.Read(file, command.Page, cancel));
        }
        catch (ReadingException e)
        {
            return new RecognisedPage(null, ReadingErrors.ToProblem(e));
        }
        catch (StoreException e)
        {
            return new RecognisedPage(null, StoreCode: e.Code);
        }
        finally
        {
            _cores.Release();
        }
    }

    public void Dispose() => _cores.Dispose();
}
