using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Preciso.Reading.Archives;
using Preciso.Reading.Children;
using Preciso.Reading.Delimited;
using Preciso.Reading.Docx;
using Preciso.Reading.Html;
using Preciso.Reading.Hwp;
using Preciso.Reading.Images;
using Preciso.Reading.Mail;
using Preciso.Reading.Ocr;
using Preciso.Reading.Office;
using Preciso.Reading.OpenDocument;
using Preciso.Reading.Pdf;
using Preciso.Reading.PlainText;
using Preciso.Reading.Sheets;
using Preciso.Reading.Slides;
using Preciso.Reading.Xbrl;
using Preciso.Reading.Xml;

namespace Preciso.Reading;

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
        services.AddSingleton(provider => new LocalRecogniser(
            provider.GetRequiredService<ChildProcesses>(), provider.GetRequiredService<Recognition>(),
            provider.GetRequiredService<TimeProvider>()));
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
        services.AddSingleton<IDocumentFormat, OldOffice>();
        services.AddSingleton<IDocumentFormat, OdtFormat>();
        services.AddSingleton<IDocumentFormat, OdsFormat>();
        services.AddSingleton<IDocumentFormat, OdpFormat>();
        services.AddSingleton<IDocumentFormat, HwpxFormat>();
        services.AddSingleton<IDocumentFormat, HwpFormat>();
        services.AddSingleton<IDocumentFormat, MailFormat>();
        services.AddSingleton<IDocumentFormat, ZipFormat>();
        services.AddSingleton<DocumentFormats>();
        return services;
    }
}
