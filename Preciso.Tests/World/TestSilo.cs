using System.Net.Http.Headers;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Questions;
using Preciso.Silo;
using Preciso.Tenants;
using Preciso.Tests.Postgres;

namespace Preciso.Tests.World;

/// <summary>
/// A whole silo in this process, on a database and folder of its own and ports that the system chooses. Nothing in it is
/// replaced; Orleans takes what goes into and out of a grain through its JSON here too, as between the silos of a cluster.
/// </summary>
public sealed class TestSilo(TestCluster cluster) : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("preciso-test-");
    private WebApplication? _app;

    /// <summary>What a test adds to the silo before it starts.</summary>
    public Action<IServiceCollection>? Also { get; init; }

    public string[] Settings { get; init; } = [];

    /// <summary>A silo whose database and folders this one shares.</summary>
    public TestSilo? Beside { get; init; }

    /// <summary>A database that is there already.</summary>
    public string? On { get; init; }

    public Uri Address { get; private set; } = null!;

    public string ConnectionString { get; private set; } = null!;

    public DirectoryInfo Home => _home;

    /// <summary>For jobs of <see cref="Rehearsal"/>.</summary>
    public RehearsalStage Stage { get; } = new();

    public IServiceProvider Services => _app!.Services;

    public IGrains Grains => Services.GetRequiredService<IGrains>();

    public IDocuments Documents => Services.GetRequiredService<IDocuments>();

    public ILibrary Library => Services.GetRequiredService<ILibrary>();

    public ISavedViews SavedViews => Services.GetRequiredService<ISavedViews>();

    public IQuestions Questions => Services.GetRequiredService<IQuestions>();

    public IThreads Threads => Services.GetRequiredService<IThreads>();

    public IJobs Jobs => Services.GetRequiredService<IJobs>();

    public IQuotas Quotas => Services.GetRequiredService<IQuotas>();

    public IPeople People => Services.GetRequiredService<IPeople>();

    public Database Database => Services.GetRequiredService<Database>();

    public async ValueTask InitializeAsync()
    {
        ConnectionString = On ?? Beside?.ConnectionString ?? await cluster.CreateDatabase();
        var builder = SiloApp.Configure(
            ["--urls", "http://127.0.0.1:0", "--Preciso:Uploads:MaxBytes", "20000000", "--Preciso:Jobs:DrainSeconds", "1", .. Settings],
            new PrecisoHome((Beside?._home ?? _home).FullName), ConnectionString);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(Stage).AddJob<Rehearsal>(Rehearsal.Work);
        builder.Services.TolerateSlowness();
        Also?.Invoke(builder.Services);
        _app = await SiloApp.Build(builder, ConnectionString, CancellationToken.None);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>As the owner of the database, past every wall: for what only time or another machine would bring about.</summary>
    public async Task Sql(string sql, object parameters)
    {
        await using var owner = new NpgsqlConnection(ConnectionString);
        await owner.ExecuteAsync(sql, parameters);
    }

    /// <summary>As SIGTERM does.</summary>
    public Task StopAsync() => _app!.StopAsync();

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        _home.Delete(recursive: true);
    }

    /// <summary>A new company; the answer is its admin.</summary>
    public async Task<Caller> NewTenant()
    {
        var admin = new Caller(Guid.CreateVersion7(), Guid.CreateVersion7(), Role.Admin);
        await Grains.Get<ITenantGrain>(admin.TenantId, admin).Create(new CreateTenant("Tenant"));
        await Grains.Get<IUserGrain>(admin.UserId, admin)
            .Register(new RegisterUser($"{admin.UserId:N}@example.com", "Admin", Role.Admin, "no password"));
        return admin;
    }

    /// <summary>Another person of the admin's company.</summary>
    public async Task<Caller> NewUser(Caller admin, Role role = Role.Analyst)
    {
        var id = Guid.CreateVersion7();
        await Grains.Get<IUserGrain>(id, admin)
            .Register(new RegisterUser($"{id:N}@example.com", $"User {id:N}"[..13], role, "no password"));
        return new Caller(admin.TenantId, id, role);
    }

    public async Task<Guid> NewTeam(Caller admin, params Caller[] members)
    {
        var id = Guid.CreateVersion7();
        var team = Grains.Get<ITeamGrain>(id, admin);
        await team.Create(new CreateTeam($"Team {id:N}"));
        foreach (var member in members)
        {
            await team.AddMember(new AddTeamMember(member.UserId));
        }
        return id;
    }

    /// <summary>A client that calls REST with an API key of this person.</summary>
    public async Task<HttpClient> Client(Caller caller)
    {
        var issued = await People.IssueApiKey(caller, "test", CancellationToken.None);
        return new HttpClient
        {
            BaseAddress = Address,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", issued.Key) }
        };
    }

    /// <summary>A job of <see cref="Rehearsal"/>: an endless one, or one that fails until the stage is mended.</summary>
    public async Task<Guid> Rehearse(Caller caller, bool endless = false)
    {
        var id = Guid.CreateVersion7();
        if (endless)
        {
            Stage.Endless.TryAdd(id, true);
        }
        await Database.Commit(caller, "test", id.ToString(), unit =>
        {
            unit.Enqueue(new NewJob(id, Rehearsal.Work, id.ToString()));
            return Task.FromResult(0);
        });
        return id;
    }

    public async Task<JobView> JobOnceIn(Caller caller, Guid jobId, JobState state)
    {
        await Eventually.True(async () => (await Jobs.Get(caller, jobId, CancellationToken.None)).Job.Status == state, Deadline);
        return (await Jobs.Get(caller, jobId, CancellationToken.None)).Job;
    }

    public async Task<UploadedDocument> Upload(Caller caller, string filename, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return await Documents.Upload(caller, new UploadFile(filename, stream), CancellationToken.None);
    }

    /// <summary>Uploads text and waits until answers can cite it.</summary>
    public async Task<Guid> UploadReady(Caller caller, string filename, string text)
    {
        var uploaded = await Upload(caller, filename, Encoding.UTF8.GetBytes(text));
        var settled = await Settled(caller, uploaded.DocumentId);
        Assert.Equal(DocumentState.Ready, settled.Status);
        return uploaded.DocumentId;
    }

    /// <summary>The document once its ingest has come to an end, whichever.</summary>
    public async Task<DocumentView> Settled(Caller caller, Guid documentId)
    {
        await Eventually.True(
            async () => await Status() is DocumentState.Ready or DocumentState.NeedsReview or DocumentState.Failed, Deadline);
        return (await Documents.Get(caller, documentId, CancellationToken.None)).Document;

        async Task<DocumentState> Status() => (await Documents.Get(caller, documentId, CancellationToken.None)).Document.Status;
    }

    public Task<Answer> Ask(Caller caller, string question, params Guid[] within) =>
        Questions.Ask(caller, new AskQuestion(question, DocumentIds: within.Length == 0 ? null : within), null, CancellationToken.None);
}
