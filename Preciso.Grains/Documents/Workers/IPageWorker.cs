using Orleans;
using Preciso.Grains.Core;
using Preciso.Jobs;
using Preciso.Reading;
using Preciso.Reading.Ocr;

namespace Preciso.Grains.Documents.Workers;

/// <summary>Recognises pages of stored files on one silo, whose address is its key.</summary>
[Alias("preciso.page_workers")]
internal interface IPageWorker : IGrain
{
    /// <summary>Waits for a free core there. Canceling ends its child programs.</summary>
    [Alias("page_workers.recognise"), SentOnce, ResponseTimeout("00:30:00")]
    Task<RecognisedPage> Recognise(RecognisePage command, CancellationToken cancel);
}

/// <summary>The file goes by its id, never by its bytes.</summary>
internal sealed record RecognisePage(Guid DocumentId, string MediaType, string Languages, PageDrawing Page);

/// <param name="Attempts">Null where none could be made.</param>
/// <param name="Problem">Why none could be made: the page's own reason.</param>
/// <param name="StoreCode">Why none could be made: the file could not be fetched.</param>
internal sealed record RecognisedPage(IReadOnlyList<PageText>? Attempts, JobProblem? Problem = null, string? StoreCode = null);
