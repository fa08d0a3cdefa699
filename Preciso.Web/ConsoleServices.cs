using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Web.Approvals;
using Preciso.Web.Documents;
using Preciso.Web.Documents.Library;
using Preciso.Web.Documents.Types;
using Preciso.Web.Jobs;
using Preciso.Web.Home;
using Preciso.Web.Layout;
using Preciso.Web.Questions;
using Preciso.Web.Resources;
using Preciso.Web.Search;
using Preciso.Web.Tenants;
using MudBlazor;
using MudBlazor.Services;

namespace Preciso.Web;

public static class ConsoleServices
{
    /// <summary>Korean first: it is what people see whose browser asks for none of these.</summary>
    public static readonly string[] Languages = ["ko", "en"];

    /// <summary>
    /// The console and its sign-in. The host adds what stands behind the contracts of the rooms (IDocuments, IQuestions and so on), IGrains
    /// and IChanges.
    /// </summary>
    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddResponseCompression(options => options.EnableForHttps = true); // of files alone: they hold no secret
        services.AddMudServices(ConfigureLibrary);
        services.AddTransient<MudLocalizer, LibraryTexts>();
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(Localize);

        services.AddAuthentication().AddCookie(SignInCookie.Configure);
        services.AddAuthorization();
        services.AddAntiforgery(options => options.Cookie.Name = "preciso.antiforgery");
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitSignIn>();

        services.AddScoped<Session>();
        services.AddScoped<Texts>();
        services.AddScoped<Appearance>();
        services.AddScoped<Dialogs>();
        services.AddScoped<Problems>();
        services.AddScoped<BrowserScript>();
        services.AddScoped<DocumentCommands>();
        services.AddScoped<LibraryCommands>();
        services.AddScoped<UploadDesk>();
        services.AddScoped<ListMemory>();
        services.AddScoped<ReviewCommands>();
        services.AddScoped<JobCommands>();
        services.AddScoped<RuleSentences>();
        services.AddScoped<GlobalSearch>();
        services.AddScoped<PaletteMemory>();
        services.AddScoped<HomeQueries>();
        return services;
    }

    private static void ConfigureLibrary(MudServicesConfiguration library)
    {
        library.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
        library.SnackbarConfiguration.VisibleStateDuration = 4000;
        library.SnackbarConfiguration.SnackbarVariant = Variant.Filled;
    }

    private static void Localize(RequestLocalizationOptions options)
    {
        options.SetDefaultCulture(Languages[0]).AddSupportedCultures(Languages).AddSupportedUICultures(Languages);
        // What the person chose counts; until they have, what their browser asks for.
        options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
    }
}
