using System.Text.Json;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Approvals;
using Preciso.Grains.Documents.Validation;
using Preciso.Grains.Engine;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Tenants;
using Preciso.Usage;

namespace Preciso.Grains.Documents;

public sealed partial class DocumentGrain(Database database, FieldChecks checks) : Grain(database), IDocumentGrain
{
    public Task<UploadedDocument> Register(RegisterDocument command) => Commit(async unit =>
    {
        Caller.Require(Role.Analyst);
        var document = New(command);
        if (!await DocumentStore.Insert(document, unit))
        {
            var first = await DocumentStore.FindSame(Caller.UserId, command.Sha256, unit)
                ?? throw new ProblemException(ProblemKind.Conflict, "changed_meanwhile", "The same file was removed at the same moment. Upload it again.");
            return new UploadedDocument(first.DocumentId, first.JobId, first.StateValue, DuplicateOf: first.DocumentId);
        }
        unit.Enqueue(IngestJob(document));
        unit.Emit(new DocumentUploaded(Id, Caller.UserId, command.Filename, command.MediaType, command.Size, document.JobId));
        return new UploadedDocument(Id, document.JobId, document.StateValue);
    });

    public Task<DocumentView> BeginReading(BeginReading command) => Work(
        command.Lease, (document, _) => Task.FromResult(document.BeginReading()));

    public Task<DocumentView> RecordPages(RecordPages command) => Work(command.Lease, (document, unit) =>
    {
        unit.Emit(new DocumentParsed(Id, command.Lease.JobId, command.Pages, command.Quality));
        unit.Emit(new UsageRecorded("pages_read", command.Pages, command.Lease.JobId));
        return Task.FromResult(document.RecordPages(command.Pages, command.Quality));
    });

    public Task<DocumentView> BeginIndexing(BeginIndexing command) => Work(
        command.Lease, (document, _) => Task.FromResult(document.BeginIndexing()));

    public Task<DocumentView> RecordExtraction(RecordExtraction command) => Work(command.Lease, (document, unit) =>
    {
        unit.Emit(new DocumentValidated(Id, command.Lease.JobId, command.Summary.Checks, command.Summary.FailedChecks));
        return Task.FromResult(document.RecordExtraction(command.Type, command.TypeConfidence, command.Summary));
    });

    public Task<DocumentView> CompleteIndexing(CompleteIndexing command) => Work(command.Lease, async (document, unit) =>
    {
        unit.Emit(new DocumentEmbedded(Id, command.Lease.JobId, command.Chunks));
        await JobQueue.End(unit, new JobEnd(command.Lease, JobState.Completed));
        if (command.Doubt is not { } doubt)
        {
            return document.CompleteIndexing(command.Chunks);
        }
        unit.Emit(new DocumentNeedsReview(Id, command.Lease.JobId, doubt.Code));
        return document.SendToReview(doubt, command.Chunks, unit.Now);
    });

    public Task<DocumentView> SendToReview(SendToReview command) => Work(command.Lease, async (document, unit) =>
    {
        unit.Emit(new DocumentNeedsReview(Id, command.Lease.JobId, command.Code));
        await JobQueue.End(unit, new JobEnd(command.Lease, JobState.Completed));
        return document.SendToReview(new DocumentProblem(command.Code, command.Detail), chunks: null, unit.Now);
    });

    public Task<DocumentView> FailIngest(FailIngest command) => Commit(async unit =>
    {
        var document = await DocumentStore.Lock(Id, unit);
        if (document.JobId != command.JobId || DocumentLife.Table.Find(document.StateValue, DocumentTrigger.Fail) is null || !await JobQueue.HasFailed(unit, command.JobId))
        {
            return document.ToView(); // deleted, read to its end, told already, or its job is under way again
        }
        unit.Emit(new DocumentFailed(Id, command.JobId, command.Code));
        return await Save(document.Fail(command.Code, command.Detail), unit);
    });

    public Task<UploadedDocument> Retry(RetryDocument command) => Commit(async unit =>
    {
        Caller.Require(Role.Analyst);
        var document = (await LockOwned(unit)).Retry(Guid.CreateVersion7(), command.Type);
        unit.Enqueue(IngestJob(document));
        await ApprovalStore.RemoveYield(Id, unit);
        unit.Emit(new DocumentRetried(Id, document.JobId));
        await Save(document, unit);
        return new UploadedDocument(Id, document.JobId, document.StateValue);
    });

    public Task<DocumentView> Share(ShareDocument command) => Commit(async unit =>
    {
        RequireOneTarget(command.UserId, command.TeamId);
        var document = await LockShareable(unit);
        try
        {
            if (await DocumentStore.Grant(Id, command, unit))
            {
                unit.Emit(new DocumentShared(Id, command.UserId, command.TeamId, command.Permission));
                unit.Announce(Id, null);
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            throw ProblemException.NotFound(command.UserId is null ? "team" : "user");
        }
        return document.ToView();
    });

    public Task<DocumentView> Unshare(UnshareDocument command) => Commit(async unit =>
    {
        RequireOneTarget(command.UserId, command.TeamId);
        var document = await LockShareable(unit);
        if (await DocumentStore.Revoke(Id, command, unit))
        {
            unit.Emit(new DocumentUnshared(Id, command.UserId, command.TeamId));
            unit.Announce(Id, null);
        }
        return document.ToView();
    });

    public Task<DocumentView> Delete(DeleteDocument command) => Commit(async unit =>
    {
        var document = await LockOwned(unit);
        unit.Emit(new DocumentDeleted(Id));
        await ApprovalStore.RemoveYield(Id, unit);
        await JobQueue.CancelIfOpen(unit, document.JobId, new JobProblem(ErrorClass.Input, "document_deleted", "The document was deleted."));
        return await Save(document.Delete(), unit);
    });

    private Document New(RegisterDocument command) => new()
    {
        DocumentId = Id,
        TenantId = Caller.TenantId,
        OwnerId = Caller.UserId,
        Filename = command.Filename,
        MediaType = command.MediaType,
        Size = command.Size,
        Sha256 = command.Sha256,
        Space = command.Space,
        ExpectedFields = command.ExpectedFields is null ? null : JsonSerializer.Serialize(command.ExpectedFields, PrecisoJson.Options),
        State = Snake.Case(DocumentState.Queued),
        JobId = Guid.CreateVersion7(),
    };

    // The job's own id is its key: the file's identity (tenant, person, hash) is already unique among documents. A large file is
    // more work than a small one, and who uploads it waits longer for their next turn.
    private static NewJob IngestJob(Document document) =>
        new(document.JobId, DocumentJobs.Ingest, document.JobId.ToString(), document.DocumentId, Cost: 1 + (document.Size / 1_000_000f));

    /// <summary>A command of the ingest worker: refused unless it still holds its lease on the document's latest job.</summary>
    private Task<DocumentView> Work(JobLease lease, Func<Document, UnitOfWork, Task<Document>> decide) => Commit(async unit =>
    {
        var document = await DocumentStore.Lock(Id, unit);
        await unit.HoldLease(lease);
        if (document.JobId != lease.JobId)
        {
            throw ProblemException.Illegal("document", "read by a newer job", "take the word of an older one");
        }
        return await Save(await decide(document, unit), unit);
    });

    private static async Task<DocumentView> Save(Document document, UnitOfWork unit)
    {
        await DocumentStore.Save(document, unit);
        unit.Announce(document.DocumentId, document.JobId);
        return (document with { UpdatedAt = unit.Now }).ToView();
    }

    private async Task<Document> LockOwned(UnitOfWork unit)
    {
        var (document, _) = await DocumentStore.LockVisible(Id, unit);
        return document.OwnerId == Caller.UserId
            ? document
            : throw new ProblemException(ProblemKind.Forbidden, "owner_only", "Only the owner of the file can do this.");
    }

    private async Task<Document> LockShareable(UnitOfWork unit)
    {
        var (document, canShare) = await DocumentStore.LockVisible(Id, unit);
        return canShare ? document : throw new ProblemException(ProblemKind.Forbidden, "share_forbidden", "The file was shared with you for reading only.");
    }

    private static void RequireOneTarget(Guid? userId, Guid? teamId)
    {
        if (userId is null == teamId is null)
        {
            throw new ProblemException(ProblemKind.Invalid, "share_target_invalid", "Name either a user or a team.");
        }
    }
}
