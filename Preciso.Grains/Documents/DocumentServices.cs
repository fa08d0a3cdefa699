using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Approvals;
using Preciso.Datasets;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Core.Events;
using Preciso.Grains.Documents.Extraction;
using Preciso.Grains.Documents.Library;
using Preciso.Grains.Documents.Reviews;
using Preciso.Grains.Documents.Types;
using Preciso.Grains.Documents.Validation;
using Preciso.Grains.Documents.Workers;
using Preciso.Reading.Ocr;
using Preciso.Reading.Validation;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents;

public static class DocumentServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<UploadOptions>().Bind(configuration.GetSection(UploadOptions.Section)).ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<Uploads>();
        services.AddSingleton<DocumentPages>();
        services.AddSingleton<PagePictures>();
        services.AddSingleton<PageReader>();
        services.AddSingleton<PagesBegun>();
        services.AddSingleton<PageDesk>();
        services.AddSingleton<Seats>();
        services.Replace(ServiceDescriptor.Singleton<IPageRecogniser, ClusterRecogniser>());
        services.AddSingleton<Unpacker>();
        services.AddSingleton<Extractor>();
        services.AddSingleton<TypeCatalog>();
        services.AddSingleton<FieldChecks>();
        services.AddSingleton<IDocuments, DocumentQueries>();
        services.AddSingleton<IApprovedContents, ApprovedContents>();
        services.AddSingleton<IReviews, ReviewQueries>();
        services.AddJob<IngestHandler>(DocumentJobs.Ingest);
        services.AddJob<ApprovalHandler>(DocumentJobs.FollowApproval);
        services.AddJob<CorrectionHandler>(DocumentJobs.FollowCorrection);
        services.AddJob<FailedIngestHandler>(DocumentJobs.FollowFailedIngest);
        services.AddJob<DeletedPartsHandler>(DocumentJobs.DeleteParts);
        services.AddSingleton<TypeTrials>();
        services.AddSingleton<IDocumentTypes, DocumentTypeQueries>();
        services.AddJob<RestoredPartsHandler>(DocumentJobs.RestoreParts);
        services.AddJob<EraseHandler>(DocumentJobs.Erase);
        services.AddSingleton<ILibrary, LibraryQueries>();
        services.AddSingleton<ISavedViews, SavedViews>();
        services.AddSingleton<IChore, TrashSweep>();
        services.AddSingleton<IChore, UploadSweep>();
        services.AddSingleton<IEventConsumer, FailedIngests>();
        return services;
    }
}
