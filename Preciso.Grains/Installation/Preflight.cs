using System.Text;
using Dapper;
using Microsoft.Extensions.Logging;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Grains.Storage.Objects;
using Preciso.Installation;
using Preciso.Reading.Children;
using Preciso.Reading.Images;
using Preciso.Tenants;

namespace Preciso.Grains.Installation;

/// <summary>
/// Looks at what this silo has: the database and the store by using them, the programs by asking for their versions, the workers among
/// the members of the cluster. One that is away or hangs takes nothing from the others.
/// </summary>
public sealed partial class Preflight(
    Database database, IObjectStore store, Members members, ChildProcesses children, TimeProvider time, ILogger<Preflight> logger)
    : IPreflight
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly Found Nothing = new(PreflightStanding.Missing, []);

    public async Task<IReadOnlyList<PreflightCheck>> Run(Caller caller, CancellationToken cancel)
    {
        caller.Require(Role.Admin);
        return await Task.WhenAll(
            Check(PreflightPart.Database, stop => Setting("SHOW server_version", stop), cancel),
            Check(PreflightPart.Vectors, stop => Setting("SELECT extversion FROM pg_extension WHERE extname = 'vector'", stop), cancel),
            Check(PreflightPart.Store, Store, cancel),
            Check(PreflightPart.Workers, _ => Workers(), cancel),
            Check(PreflightPart.PdfReader, stop => Program(new ChildCommand("pdftotext", "poppler-utils", "-v"), stop), cancel),
            Check(PreflightPart.ImageReader, stop => Program(ImageMagick.Version, stop), cancel),
            Check(PreflightPart.Ocr, stop => Languages(caller, stop), cancel));
    }

    private async Task<PreflightCheck> Check(
        PreflightPart part, Func<CancellationToken, Task<Found>> look, CancellationToken cancel)
    {
        using var clock = new CancellationTokenSource(Patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, clock.Token);
        try
        {
            var (standing, names) = await look(stop.Token).WaitAsync(stop.Token);
            return new PreflightCheck(part, standing, names);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            LogMissing(e, part); // whatever it is, it cannot be used just now
            return new PreflightCheck(part, PreflightStanding.Missing, []);
        }
    }

    private async Task<Found> Setting(string sql, CancellationToken cancel) =>
        await database.Across(connection => connection.ExecuteScalarAsync<string?>(sql), cancel) is { } version ? Good(version) : Nothing;

    private async Task<Found> Store(CancellationToken cancel)
    {
        await store.Check(cancel);
        return Good();
    }

    private async Task<Found> Workers()
    {
        var workers = (await members.List())
            .Where(silo => silo is { Silent: false, Stopping: false } && silo.Roles.Contains(SiloRoles.Worker)).Select(silo => silo.Name);
        return workers.ToArray() is { Length: > 0 } names ? Good(names) : Nothing;
    }

    private async Task<Found> Program(ChildCommand version, CancellationToken cancel)
    {
        await children.Run(version with { Urgent = true }, cancel);
        return Good(version.Program);
    }

    private async Task<Found> Languages(Caller caller, CancellationToken cancel)
    {
        var wanted = (await database.Query(
            caller.TenantId, connection => SettingsStore.Read(connection, caller.TenantId), cancel)).OcrLanguages.Split('+');
        var listed = await children.Run(new ChildCommand("tesseract", "tesseract-ocr", "--list-langs") { Urgent = true }, cancel);
        var installed = Encoding.UTF8.GetString(listed.Output).Split('\n', StringSplitOptions.TrimEntries);
        var found = wanted.Intersect(installed).ToArray();
        return found.Length == wanted.Length ? Good(found) : new Found(PreflightStanding.Partly, found);
    }

    private static Found Good(params string[] found) => new(PreflightStanding.Good, found);

    [LoggerMessage(Level = LogLevel.Information, Message = "The preflight check of {Part} found nothing that works.")]
    private partial void LogMissing(Exception exception, PreflightPart part);

    private sealed record Found(PreflightStanding Standing, IReadOnlyList<string> Names);
}
