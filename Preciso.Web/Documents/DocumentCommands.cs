using Preciso.Documents;
using Preciso.Web.Layout;
using Preciso.Web.Resources;
using Preciso.Web.Tenants;
using Radzen;

namespace Preciso.Web.Documents;

/// <summary>What a person can do to a document, the same from the list and from its page.</summary>
public sealed class DocumentCommands(IGrains grains, Session session, DialogService dialogs, Problems problems, Texts texts)
{
    public Task<bool> Retry(Guid documentId) => problems.Try(async () =>
    {
        await (await Grain(documentId)).Retry(new RetryDocument());
        problems.Done(texts["retried"]);
    });

    /// <summary>Asks first by which document type.</summary>
    public async Task ReadAgain(Guid documentId, string filename)
    {
        if (await dialogs.OpenAsync<RetryDialog>(
            texts.Format("read_again_named", filename), [], RadzenDialogs.Options(texts)) is RetryDocument command)
        {
            await problems.Try(async () =>
            {
                await (await Grain(documentId)).Retry(command);
                problems.Done(texts["retried"]);
            });
        }
    }

    public Task Share(Guid documentId, string filename) => dialogs.OpenAsync<ShareDialog>(
        texts.Format("share_title", filename),
        new Dictionary<string, object?> { [nameof(ShareDialog.DocumentId)] = documentId },
        RadzenDialogs.Options(texts));

    /// <summary>Asks first; false if the person changed their mind or it was refused.</summary>
    public async Task<bool> Delete(Guid documentId, string filename) =>
        await dialogs.Confirm(
            texts.Format("delete_question", filename), texts["delete"], RadzenDialogs.Confirmation(texts, texts["delete"])) == true
        && await problems.Try(async () =>
        {
            await (await Grain(documentId)).Delete(new DeleteDocument());
            problems.Done(texts["deleted"]);
        });

    private async Task<IDocumentGrain> Grain(Guid documentId) => grains.Get<IDocumentGrain>(documentId, await session.Caller());
}
