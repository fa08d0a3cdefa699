using System.Text.Json;
using Npgsql;
using Orleans;
using Orleans.Concurrency;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Documents.Library;
using Preciso.Grains.Documents.Validation;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Reading.Validation;
using Preciso.Tenants;
using Preciso.Usage;

namespace Preciso.Grains.Documents;

[Reentrant, GrainType("document")]
public sealed partial class DocumentGrain(Database database, GroupCommit commits, FieldChecks checks, IEnumerable<IYield> yields)
    : RememberingGrain<Document>(database, commits), IDocumentGrain
{
    protected override ProblemException Missing => ProblemException.NotFound("document");

    public Task<UploadedDocument> Register(RegisterDocument command) => Decide(async (_, unit) =>
    {
        unit.Caller.Require(Role.Analyst);
        if (command.CameOutOf is { } parentId)
        {
            await DocumentStore.HoldParent(parentId, unit);
        }
        var space = await SpaceStore.ForUpload(command, unit);
        var document = New(command, unit).Move(space?.SpaceId, space?.Name);
        if (!await DocumentStore.Insert(document, unit))
        {
            var first = await DocumentStore.FindSame(unit.Caller.UserId, command.Sha256, unit)
                ?? throw new ProblemException(
                    ProblemKind.Conflict, "changed_meanwhile", "The same file was removed at the same moment. Upload it again.");
            Guid? duplicateOf = first.DocumentId == Id ? null : first.DocumentId; // the same where a call is sent again
            return (null, new UploadedDocument(first.DocumentId, first.JobId, first.StateValue, duplicateOf));
        }
        unit.Enqueue(IngestJob(document));
        unit.Emit(new DocumentUploaded(Id, unit.Caller.UserId, command.Filename, command.MediaType, command.Size, document.JobId));
        await LetIn(space, unit);
        return ((Document?)document, new UploadedDocument(Id, document.JobId, document.StateValue));
    });

    public Task<UploadedDocument> UploadAgain(UploadAgain command) => Decide(async (known, unit) =>
    {
        var document = known ?? throw Missing;
        if (document.StateValue == DocumentState.Deleted)
        {
            throw ProblemException.ChangedMeanwhile(); // since it was found to be the same
        }
        unit.Caller.Require(Role.Analyst);
        await RequireOwned(document, unit);
        var next = document.CameAgain(command.CameOutOf);
        if (await JobQueue.Failure(unit, document.JobId) is { } problem
            && Failed(next, problem, unit) is { StateValue: DocumentState.Failed } failed)
        {
            next = await ReadAgain(failed, null, unit);
        }
        var uploaded = new UploadedDocument(Id, next.JobId, next.StateValue, DuplicateOf: Id, ReadAgain: next.JobId != document.JobId);
        return ((Document?)(next == document ? document : Told(next, unit)), uploaded);
    });

    public Task<DocumentView> BeginReading(BeginReading command) => Work(command.Lease, (document, _) => document.BeginReading());

    public Task<DocumentView> RecordPages(RecordPages command) => Work(command.Lease, (document, unit) =>
    {
        if (document.StateValue != DocumentState.Reading)
        {
            return document.BeginIndexing(); // an earlier attempt has said this already
        }
        unit.Emit(new DocumentParsed(Id, command.Lease.JobId, command.Pages, command.Quality));
        unit.Emit(new UsageRecorded("pages_read", command.Pages, command.Lease.JobId));
        return document.RecordPages(command.Pages, command.Quality);
    });

    public Task<DocumentView> CompleteIndexing(CompleteIndexing command) => Work(command.Lease, (document, unit) =>
    {
        unit.Emit(new DocumentValidated(Id, command.Lease.JobId, command.Summary.Checks, command.Summary.FailedChecks));
        unit.Emit(new DocumentEmbedded(Id, command.Lease.JobId, command.Chunks));
        unit.EndJob(new JobEnd(command.Lease, JobState.Completed));
        var extracted = document.RecordExtraction(command.Type, command.TypeConfidence, command.Summary);
        if (command.Doubt is not { } doubt)
        {
            return extracted.CompleteIndexing(command.Chunks);
        }
        unit.Emit(new DocumentNeedsReview(Id, command.Lease.JobId, doubt.Code));
        return extracted.SendToReview(doubt, command.Chunks, unit.Now);
    });

    public Task<DocumentView> SendToReview(SendToReview command) => Work(command.Lease, (document, unit) =>
    {
        unit.Emit(new DocumentNeedsReview(Id, command.Lease.JobId, command.Code));
        unit.EndJob(new JobEnd(command.Lease, JobState.Completed));
        return document.SendToReview(new DocumentProblem(command.Code, command.Detail), chunks: null, unit.Now);
    });

    public Task<DocumentView> FailIngest(FailIngest command) => Decide(
        async (document, unit) =>
        {
            if (document.JobId != command.JobId || await JobQueue.Failure(unit, command.JobId) is null)
            {
                return document; // read by a newer job, or its job is under way again
            }
            var failed = Failed(document, new JobProblem(ErrorClass.Input, command.Code, command.Detail), unit);
            return failed == document ? document : Told(failed, unit);
        },
        document => document.ToView());

    public Task<UploadedDocument> Retry(RetryDocument command) => Decide(
        async (document, unit) =>
        {
            unit.Caller.Require(Role.Analyst);
            await RequireOwned(document, unit);
            return Told(await ReadAgain(document, command.Type, unit), unit);
        },
        document => new UploadedDocument(Id, document.JobId, document.StateValue));

    public Task<DocumentView> Share(ShareDocument command) => Decide(
        async (document, unit) =>
        {
            RequireOneTarget(command.UserId, command.TeamId);
            await RequireShareable(document, unit);
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
            return document;
        },
        document => document.ToView());

    public Task<DocumentView> Unshare(UnshareDocument command) => Decide(
        async (document, unit) =>
        {
            RequireOneTarget(command.UserId, command.TeamId);
            await RequireShareable(document, unit);
            await RequireNotInSpace(document, command.TeamId, unit);
            if (await DocumentStore.Revoke(Id, command, unit))
            {
                unit.Emit(new DocumentUnshared(Id, command.UserId, command.TeamId));
                unit.Announce(Id, null);
            }
            return document;
        },
        document => document.ToView());

    protected override Task<Document?> Load(NpgsqlConnection connection) => DocumentStore.Find(Id, connection);

    protected override NpgsqlBatchCommand Update(Document before, Document next) => DocumentStore.Update(before, next);

    private Document New(RegisterDocument command, UnitOfWork unit) => new()
    {
        DocumentId = Id,
        TenantId = unit.Caller.TenantId,
        OwnerId = unit.Caller.UserId,
        Filename = command.Filename,
        MediaType = command.MediaType,
        Size = command.Size,
        Sha256 = command.Sha256,
        CameOutOf = command.CameOutOf,
        ExpectedFields = command.ExpectedFields is null ? null : JsonSerializer.Serialize(command.ExpectedFields, PrecisoJson.Options),
        State = Snake.Case(DocumentState.Queued),
        JobId = Guid.CreateVersion7(),
        Version = 1,
        CreatedAt = unit.Now,
        UpdatedAt = unit.Now,
    };

    // The job's own id is its key: the file's identity (tenant, person, hash) is already unique among documents. A large file is
    // more work than a small one, and who uploads it waits longer for their next turn.
    private static NewJob IngestJob(Document document) =>
        new(document.JobId, DocumentJobs.Ingest, document.JobId.ToString(), document.DocumentId, Cost: 1 + (document.Size / 1_000_000f));

    private async Task<Document> ReadAgain(Document document, string? type, UnitOfWork unit)
    {
        var next = document.Retry(Guid.CreateVersion7(), type);
        unit.Enqueue(IngestJob(next));
        await WithdrawYields(unit);
        unit.Emit(new DocumentRetried(Id, next.JobId));
        return next;
    }

    /// <summary>With its job it has failed, too; the same where it was deleted, read to its end, or told already.</summary>
    private Document Failed(Document document, JobProblem problem, UnitOfWork unit)
    {
        if (DocumentLife.Table.Find(document.StateValue, DocumentTrigger.Fail) is null)
        {
            return document;
        }
        unit.Emit(new DocumentFailed(Id, document.JobId, problem.Code));
        return document.Fail(problem.Code, problem.Detail);
    }

    /// <summary>A command of the ingest worker: refused unless it still holds its lease on the document's latest job.</summary>
    private async Task<DocumentView> Work(JobLease lease, Func<Document, UnitOfWork, Document> decide)
    {
        var caller = Caller;
        try
        {
            return await Change((document, unit) => Told(Decided(document, unit), unit), document => document.ToView());
        }
        catch (ProblemException illegal) when (illegal.Code == ProblemException.IllegalCode)
        {
            // Who has lost the lease hears that first.
            await Database.Query(caller.TenantId, connection => Held(connection), CancellationToken.None);
            throw;
        }

        Document Decided(Document document, UnitOfWork unit)
        {
            unit.HoldLease(lease);
            return document.JobId == lease.JobId ? decide(document, unit)
                : throw ProblemException.Illegal("document", "read by a newer job", "take the word of an older one");
        }

        async Task<bool> Held(NpgsqlConnection connection)
        {
            await Leases.Require(connection, lease, CancellationToken.None);
            return true;
        }
    }

    /// <summary>The next state, which people who look at it are told of.</summary>
    private static Document Told(Document next, UnitOfWork unit)
    {
        unit.Announce(next.DocumentId, next.JobId);
        return next with { UpdatedAt = unit.Now };
    }

    private static async Task RequireOwned(Document document, UnitOfWork unit)
    {
        await DocumentStore.RequireVisible(document, unit);
        if (document.OwnerId != unit.Caller.UserId)
        {
            throw new ProblemException(ProblemKind.Forbidden, "owner_only", "Only the owner of the file can do this.");
        }
    }

    private static async Task RequireShareable(Document document, UnitOfWork unit)
    {
        if (!await DocumentStore.RequireVisible(document, unit))
        {
            throw new ProblemException(ProblemKind.Forbidden, "share_forbidden", "The file was shared with you for reading only.");
        }
    }

    private static void RequireOneTarget(Guid? userId, Guid? teamId)
    {
        if (userId is null == teamId is null)
        {
            throw new ProblemException(ProblemKind.Invalid, "share_target_invalid", "Name either a user or a team.");
        }
    }
}
