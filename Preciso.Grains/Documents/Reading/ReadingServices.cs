using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Preciso.Grains.Documents.Reading.Children;
using Preciso.Grains.Documents.Reading.Images;
using Preciso.Grains.Documents.Reading.Ocr;
using Preciso.Grains.Documents.Reading.Pdf;
using Preciso.Grains.Documents.Reading.PlainText;

namespace Preciso.Grains.Documents.Reading;

public static class ReadingServices
{
    public static IServiceCollection AddReading(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReadingOptions>().Bind(configuration.GetSection(ReadingOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<TempFolders>();
        services.AddHostedService<TempSweep>();
        services.AddSingleton<ChildProcesses>();
        services.AddSingleton<Tesseract>();
        services.AddSingleton<Recognition>();
        services.AddSingleton<IDocumentFormat, PdfFormat>();
        services.AddSingleton<IDocumentFormat, ImageFormat>();
        services.AddSingleton<IDocumentFormat, PlainTextFormat>();
        services.AddSingleton<IDocumentFormat, MarkdownFormat>();
        services.AddSingleton<DocumentFormats>();
        return services;
    }
}
