using MudBlazor;
using Preciso.Documents;
using Preciso.Web.Layout;
using Preciso.Web.Resources;
using Preciso.Web.Tenants;

namespace Preciso.Web.Approvals;

/// <summary>What a reviewer can say about a document.</summary>
public sealed class ReviewCommands(IGrains grains, Session session, Dialogs dialogs, Problems problems, Texts texts)
{
    /// <summary>Corrects a field; null if it was refused. Somebody else's change is not said here: it stands beside the field.</summary>
    public Task<CorrectedField?> Correct(Guid documentId, CorrectField command) =>
        Unless("field_changed_meanwhile", async () => await (await Grain(documentId)).CorrectField(command));

    /// <summary>The same for a cell of a table.</summary>
    public Task<CorrectedCell?> Correct(Guid documentId, CorrectCell command) =>
        Unless("cell_changed_meanwhile", async () => await (await Grain(documentId)).CorrectCell(command));

    public Task<bool> Assign(Guid documentId, Guid? userId) => problems.Try(async () =>
    {
        await (await Grain(documentId)).AssignReview(new AssignReview(userId));
        problems.Done(texts[userId is null ? "assigned_nobody" : "assigned"]);
    });

    /// <summary>
    /// Asks for the words that go with the decision, and decides; false if the person changed their mind or it was refused.
    /// </summary>
    /// <param name="unsaved">How much is typed but not saved.</param>
    public async Task<bool> Decide(Guid documentId, ApprovalState decision, ReviewSheet sheet, int unsaved) =>
        await dialogs.Show<DecisionDialog, DecisionWords>(
            texts[$"decide_{Snake.Case(decision)}"],
            new DialogParameters<DecisionDialog>
            {
                { dialog => dialog.Decision, decision }, { dialog => dialog.Sheet, sheet }, { dialog => dialog.Unsaved, unsaved },
            }) is { } words
        && await problems.Try(async () =>
        {
            var grain = await Grain(documentId);
            await (decision switch
            {
                ApprovalState.Approved => grain.Approve(new ApproveDocument(words.Text)),
                ApprovalState.Rejected => grain.Reject(new RejectDocument(words.Text)),
                _ => grain.RequestChanges(new RequestDocumentChanges(words.Text, words.Fields)),
            });
        });

    /// <summary>Null if it was refused; what is loaded next shows who changed it to what, and the person chooses.</summary>
    private async Task<TResult?> Unless<TResult>(string changed, Func<Task<TResult>> command) where TResult : class
    {
        TResult? result = null;
        await problems.Try(async () =>
        {
            try
            {
                result = await command();
            }
            catch (ProblemException problem) when (problem.Code == changed)
            {
            }
        });
        return result;
    }

    private async Task<IDocumentGrain> Grain(Guid documentId) => grains.Get<IDocumentGrain>(documentId, await session.Caller());
}

/// <summary>What a person says with a decision.</summary>
public sealed record DecisionWords(string Text, IReadOnlyList<string> Fields);
