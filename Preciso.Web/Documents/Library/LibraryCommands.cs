using MudBlazor;
using Preciso.Documents;
using Preciso.Web.Layout;
using Preciso.Web.Resources;
using Preciso.Web.Tenants;

namespace Preciso.Web.Documents.Library;

/// <summary>What a person does to several documents, or to one as to several: each is told of by itself where it was refused.</summary>
public sealed class LibraryCommands(ILibrary library, Session session, Dialogs dialogs, Problems problems, ISnackbar snackbar, Texts texts)
{
    private const int UndoFor = 12_000;

    public async Task Share(IReadOnlyDictionary<Guid, string> documents)
    {
        if (await dialogs.Show<ShareManyDialog, ShareDocument>(texts.Format("share_many", documents.Count), []) is { } share)
        {
            await Do(new BulkDocuments(BulkAction.Share, [.. documents.Keys], Share: share), documents);
        }
    }

    /// <param name="tags">That they bear already, as far as a single one is meant.</param>
    public async Task Tag(IReadOnlyDictionary<Guid, string> documents, IReadOnlyList<string> tags)
    {
        var parameters = new DialogParameters<TagDialog> { { dialog => dialog.Present, tags } };
        if (await dialogs.Show<TagDialog, TagDocument>(Title("tag", documents), parameters) is { } change)
        {
            await Do(new BulkDocuments(BulkAction.Tag, [.. documents.Keys], Tags: change), documents);
        }
    }

    public async Task Move(IReadOnlyDictionary<Guid, string> documents)
    {
        if (await dialogs.Show<MoveDialog, MoveDocument>(Title("move", documents), []) is { } move)
        {
            await Do(new BulkDocuments(BulkAction.Move, [.. documents.Keys], SpaceId: move.SpaceId), documents);
        }
    }

    public Task Retry(IReadOnlyDictionary<Guid, string> documents) =>
        Do(new BulkDocuments(BulkAction.Retry, [.. documents.Keys]), documents);

    public async Task Approve(IReadOnlyDictionary<Guid, string> documents)
    {
        if (await dialogs.Confirm(
            texts.Format("approve_many", documents.Count), texts["approve_many_text"], texts["bulk_action_approve"]))
        {
            await Do(new BulkDocuments(BulkAction.Approve, [.. documents.Keys]), documents);
        }
    }

    /// <summary>Without asking first: it is undone with one click, and for thirty days from the trash.</summary>
    public async Task Delete(IReadOnlyDictionary<Guid, string> documents)
    {
        var done = await Try(new BulkDocuments(BulkAction.Delete, [.. documents.Keys]), documents);
        if (done.Count > 0)
        {
            snackbar.Add(Said(BulkAction.Delete, done, documents), Severity.Normal, options =>
            {
                options.VisibleStateDuration = UndoFor;
                options.Action = texts["undo_delete"];
                options.OnClick = _ => Restore(done.ToDictionary(id => id, id => documents[id]));
            });
        }
    }

    public Task Restore(IReadOnlyDictionary<Guid, string> documents) =>
        Do(new BulkDocuments(BulkAction.Restore, [.. documents.Keys]), documents);

    public async Task Erase(IReadOnlyDictionary<Guid, string> documents)
    {
        if (await dialogs.Confirm(texts.Format("erase_many", documents.Count), texts["erase_text"], texts["bulk_action_erase"]))
        {
            await Do(new BulkDocuments(BulkAction.Erase, [.. documents.Keys]), documents);
        }
    }

    private async Task Do(BulkDocuments command, IReadOnlyDictionary<Guid, string> documents)
    {
        var done = await Try(command, documents);
        if (done.Count > 0)
        {
            problems.Done(Said(command.Action, done, documents));
        }
    }

    /// <summary>Those that it was done to. The others are listed with their reasons.</summary>
    private async Task<IReadOnlyList<Guid>> Try(BulkDocuments command, IReadOnlyDictionary<Guid, string> documents)
    {
        IReadOnlyList<BulkResult> results = [];
        await problems.Try(async () => results = await library.Bulk(await session.Caller(), command, CancellationToken.None));
        var refused = results.Where(result => result.Problem is not null)
            .Select(result => new RefusedDocument(documents[result.DocumentId], texts.Problem(result.Problem!.Code, result.Problem.Detail)))
            .ToList();
        if (refused is [var single] && results.Count == 1)
        {
            snackbar.Add(single.Reason, Severity.Error);
        }
        else if (refused.Count > 0)
        {
            await dialogs.Show<RefusedDialog, object>(
                texts.Format("bulk_refused", refused.Count, results.Count),
                new DialogParameters<RefusedDialog> { { dialog => dialog.Refused, refused } });
        }
        return [.. results.Where(result => result.Problem is null).Select(result => result.DocumentId)];
    }

    private string Said(BulkAction action, IReadOnlyList<Guid> done, IReadOnlyDictionary<Guid, string> documents) => done is [var one]
        ? texts.Format($"bulk_one_{Snake.Case(action)}", documents[one])
        : texts.Format($"bulk_done_{Snake.Case(action)}", done.Count);

    private string Title(string what, IReadOnlyDictionary<Guid, string> documents) => documents.Count == 1
        ? texts.Format($"{what}_one", documents.Values.Single())
        : texts.Format($"{what}_many", documents.Count);
}

public sealed record RefusedDocument(string Name, string Reason);
