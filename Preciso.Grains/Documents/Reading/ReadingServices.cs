using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Preciso.Grains.Documents.Reading.Archives;
using Preciso.Grains.Documents.Reading.Children;
using Preciso.Grains.Documents.Reading.Delimited;
using Preciso.Grains.Documents.Reading.Docx;
using Preciso.Grains.Documents.Reading.Html;
using Preciso.Grains.Documents.Reading.Images;
using Preciso.Grains.Documents.Reading.Mail;
using Preciso.Grains.Documents.Reading.Ocr;
using Preciso.Grains.Documents.Reading.Pdf;
using Preciso.Grains.Documents.Reading.PlainText;
using Preciso.Grains.Documents.Reading.Sheets;
using Preciso.Grains.Documents.Reading.Slides;
using Preciso.Grains.Documents.Reading.Xbrl;
using Preciso.Grains.Documents.Reading.Xml;

namespace Preciso.Grains.Documents.Reading;

public static class ReadingServices
{
    public static IServiceCollection AddReading(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReadingOptions>().Bind(configuration.GetSection(ReadingOptions.Section)).ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<TempFolders>();
        services.AddHostedService<TempSweep>();
        services.AddSingleton<ChildProcesses>();
        services.AddSingleton<Tesseract>();
        services.AddSingleton<Recognition>();
        services.AddSingleton<LocalRecogniser>();
        services.AddSingleton<IPageRecogniser>(provider => provider.GetRequiredService<LocalRecogniser>());
        services.AddSingleton<IDocumentFormat, PdfFormat>();
        services.AddSingleton<IDocumentFormat, ImageFormat>();
        services.AddSingleton<IDocumentFormat, PlainTextFormat>();
        services.AddSingleton<IDocumentFormat, MarkdownFormat>();
        services.AddSingleton<IDocumentFormat, DelimitedFormat>();
        services.AddSingleton<IDocumentFormat, HtmlFormat>();
        services.AddSingleton<IDocumentFormat, XmlFormat>();
        services.AddSingleton<IDocumentFormat, XbrlFormat>();
        services.AddSingleton<IDocumentFormat, InlineXbrlFormat>();
        services.AddSingleton<IDocumentFormat, WordFormat>();
        services.AddSingleton<IDocumentFormat, XlsxFormat>();
        services.AddSingleton<IDocumentFormat, XlsFormat>();
        services.AddSingleton<IDocumentFormat, SlidesFormat>();
        services.AddSingleton<IDocumentFormat, MailFormat>();
        services.AddSingleton<IDocumentFormat, ZipFormat>();
        services.AddSingleton<DocumentFormats>();
        return services;
    }
}
