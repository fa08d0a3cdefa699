using Microsoft.AspNetCore.DataProtection;
using Preciso.Grains.Audit;
using Preciso.Grains.Broker;
using Preciso.Grains.Core;
using Preciso.Grains.Datasets;
using Preciso.Grains.Documents;
using Preciso.Grains.Evaluations;
using Preciso.Grains.Installation;
using Preciso.Grains.Jobs;
using Preciso.Grains.Notifications;
using Preciso.Grains.Questions;
using Preciso.Grains.Storage;
using Preciso.Grains.Storage.Objects;
using Preciso.Grains.Tenants;
using Preciso.Grains.Usage;
using Preciso.Reading;
using Preciso.Silo.Approvals;
using Preciso.Silo.Audit;
using Preciso.Silo.Cluster;
using Preciso.Silo.Datasets;
using Preciso.Silo.Documents;
using Preciso.Silo.Evaluations;
using Preciso.Silo.Gateway;
using Preciso.Silo.Jobs;
using Preciso.Silo.Notifications;
using Preciso.Silo.Operations;
using Preciso.Silo.Operations.Metrics;
using Preciso.Silo.Operations.Tracing;
using Preciso.Silo.Questions;
using Preciso.Silo.Tenants;
using Preciso.Web;

namespace Preciso.Silo;

/// <summary>The process put together: one AddX per room, then the routes.</summary>
public static class SiloApp
{
    public static WebApplicationBuilder Configure(string[] args, PrecisoHome home, string connectionString)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(SiloApp).Assembly.GetName().Name, // the static files are ours also when a test is the entry point
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, Addresses.Read(builder.Configuration));
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.AddLogLines();
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // its keys lie in a folder of our own
        var services = builder.Services;
        var (roles, name) = (Roles(builder.Configuration), SiloName.OfThisProcess());
        builder.AddCluster(home, connectionString, roles, name); // first: what starts after it may call grains
        services.AddSingleton(TimeProvider.System);
        services.AddDataProtection().SetApplicationName("Preciso")
            .PersistKeysToFileSystem(Directory.CreateDirectory(home.Keys, PrecisoHome.OwnerOnly));
        services.AddStorage(builder.Configuration, connectionString, home.Objects, name.Name);
        services.AddCore(roles, name);
        services.AddTenants(builder.Configuration);
        services.AddJobs(builder.Configuration, roles);
        services.AddReading(builder.Configuration);
        services.AddDocuments(builder.Configuration);
        services.AddDatasets();
        services.AddQuestions(builder.Configuration);
        services.AddEvaluations();
        services.AddUsage();
        services.AddNotifications();
        services.AddInstallation();
        services.AddBroker(builder.Configuration);
        services.AddMetricsPage(builder.Configuration);
        services.AddTracing(builder.Configuration);
        services.AddAudit();
        services.AddApi();
        services.AddSignInLimit();
        services.AddConsole();
        return builder;
    }

    /// <summary>Brings the schema up to date before anything else of the app runs.</summary>
    public static async Task<WebApplication> Build(WebApplicationBuilder builder, string connectionString, CancellationToken cancel)
    {
        var app = builder.Build();
        await DatabaseAtStart.Prepare(connectionString, app.Logger, cancel);
        await AppRole.Require(app.Services.GetRequiredService<Database>(), cancel);
        await StoreAtStart.Require(app.Services.GetRequiredService<IObjectStore>(), app.Logger, cancel);
        var roles = app.Services.GetRequiredService<SiloRoles>();
        app.UseExceptionHandler();
        app.UseSecurityHeaders();
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseStatusCodePages());
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapMetrics();
        if (roles.Has(SiloRoles.Gateway))
        {
            MapRest(app);
        }
        if (roles.Has(SiloRoles.Console))
        {
            app.MapConsole();
            app.MapClusterDashboard();
        }
        return app;
    }

    private static void MapRest(WebApplication app)
    {
        app.MapOpenApi();
        var api = app.MapApi();
        api.MapDocuments();
        api.MapSpaces();
        api.MapReview();
        api.MapDatasets();
        api.MapDocumentTypes();
        api.MapQuestions();
        api.MapThreads();
        api.MapThreadSharing();
        api.MapAnswers();
        api.MapAnswerPolicy();
        api.MapEvaluations();
        api.MapJobs();
        api.MapOperations();
        api.MapConsumers();
        api.MapAudit();
        api.MapSettings();
        api.MapEmbedders();
        api.MapPreferences();
        api.MapNotifications();
        api.MapPreflight();
    }

    private static SiloRoles Roles(IConfiguration configuration)
    {
        try
        {
            return SiloRoles.Parse(configuration["Preciso:Roles"]);
        }
        catch (FormatException e)
        {
            throw new StartException(e.Message);
        }
    }
}
