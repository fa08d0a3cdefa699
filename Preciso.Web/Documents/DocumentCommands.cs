using MudBlazor;
using Preciso.Documents;
using Preciso.Web.Layout;
using Preciso.Web.Resources;
using Preciso.Web.Tenants;

namespace Preciso.Web.Documents;

/// <summary>What a person can do to a document, the same from the list and from its page.</summary>
public sealed class DocumentCommands(IGrains grains, Session session, Dialogs dialogs, Problems problems, Texts texts)
{
    public Task<bool> Retry(Guid documentId) => problems.Try(async () =>
    {
        await (await Grain(documentId)).Retry(new RetryDocument());
        problems.Done(texts["retried"]);
    });

    /// <summary>Asks first by which document type.</summary>
    public async Task ReadAgain(Guid documentId, string filename)
    {
        if (await dialogs.Show<RetryDialog, RetryDocument>(texts.Format("read_again_named", filename), []) is { } command)
        {
            await problems.Try(async () =>
            {
                await (await Grain(documentId)).Retry(command);
                problems.Done(texts["retried"]);
            });
        }
    }

    public Task Share(Guid documentId, string filename) => dialogs.Show<ShareDialog, object>(
        texts.Format("share_title", filename), new DialogParameters<ShareDialog> { { dialog => dialog.DocumentId, documentId } });

    /// <summary>Says who may read it, and why.</summary>
    public Task ShowReaders(Guid documentId) => dialogs.Show<ReadersDialog, object>(
        texts["readers_title"], new DialogParameters<ReadersDialog> { { dialog => dialog.DocumentId, documentId } });

    /// <summary>Asks which other document to lay beside it, and does so.</summary>
    public Task Compare(Guid documentId) => dialogs.Show<CompareDialog, object>(
        texts["compare_with"], new DialogParameters<CompareDialog> { { dialog => dialog.DocumentId, documentId } });

    /// <summary>Asks first; false if the person changed their mind or it was refused.</summary>
    public async Task<bool> Delete(Guid documentId, string filename) =>
        await dialogs.Confirm(texts["delete"], texts.Format("delete_question", filename), texts["delete"])
        && await problems.Try(async () =>
        {
            await (await Grain(documentId)).Delete(new DeleteDocument());
            problems.Done(texts["deleted"]);
        });

    private async Task<IDocumentGrain> Grain(Guid documentId) => grains.Get<IDocumentGrain>(documentId, await session.Caller());
}
