using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Preciso.Grains.Storage.Objects;

namespace Preciso.Grains.Storage;

public static class StorageServices
{
    /// <param name="ownerConnectionString">
    /// Of the role that owns the schema. The silo itself runs as preciso_app, which the server sets when a connection
    /// starts, so that RESET ROLE comes back to it.
    /// </param>
    /// <param name="name">What this process is called in PostgreSQL's own lists and in what it writes into the log.</param>
    public static IServiceCollection AddStorage(
        this IServiceCollection services, IConfiguration configuration, string ownerConnectionString, string objectFolder, string name)
    {
        DapperSetup.Apply();
        services.AddSingleton(_ => AppSource(ownerConnectionString, name));
        services.AddSingleton<Database>();
        services.AddObjects(configuration, objectFolder);
        services.AddSingleton<Announcements>();
        services.AddSingleton<IChanges>(provider => provider.GetRequiredService<Announcements>());
        services.AddHostedService(provider => provider.GetRequiredService<Announcements>());
        return services;
    }

    private static void AddObjects(this IServiceCollection services, IConfiguration configuration, string folder)
    {
        services.AddSingleton<IValidateOptions<StoreOptions>, StoreOptionsValidation>();
        services.AddOptions<StoreOptions>().Bind(configuration.GetSection(StoreOptions.Section)).ValidateOnStart();
        services.AddSingleton<IObjectStore>(provider => provider.GetRequiredService<IOptions<StoreOptions>>().Value switch
        {
            { Bucket.Length: > 0 } bucket => new S3ObjectStore(bucket, folder, provider.GetRequiredService<ILogger<S3ObjectStore>>()),
            _ => new FolderObjectStore(folder),
        });
        services.AddSingleton(_ => new DerivedFiles(Path.Combine(folder, "derived")));
    }

    public static NpgsqlDataSource AppSource(string ownerConnectionString, string name)
    {
        var settings = new NpgsqlConnectionStringBuilder(ownerConnectionString)
        {
            // A process that is paused in the middle of a transaction must not keep others from the rows that it has locked.
            Options = "-c role=preciso_app -c idle_in_transaction_session_timeout=20s",
            ApplicationName = name,
            MaxAutoPrepare = 64,
            NoResetOnClose = true, // what is set on a connection is set for a transaction, and ends with it
            MaxPoolSize = 50, // who comes after waits for a connection here, and is not turned away by a server that is full
        };
        var source = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        source.UseVector();
        return source.Build();
    }
}
