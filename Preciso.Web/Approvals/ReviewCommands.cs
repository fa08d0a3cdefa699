using Preciso.Documents;
using Preciso.Web.Layout;
using Preciso.Web.Resources;
using Preciso.Web.Tenants;
using Radzen;

namespace Preciso.Web.Approvals;

/// <summary>What a reviewer can say about a document.</summary>
public sealed class ReviewCommands(
    IGrains grains, IDocuments documents, Session session, DialogService dialogs, Problems problems, Texts texts)
{
    /// <summary>Corrects a field; null if it was refused. Somebody else's change is not said here: it stands beside the field.</summary>
    public async Task<CorrectedField?> Correct(Guid documentId, CorrectField command)
    {
        CorrectedField? corrected = null;
        await problems.Try(async () =>
        {
            try
            {
                corrected = await (await Grain(documentId)).CorrectField(command);
            }
            catch (ProblemException problem) when (problem.Code == "field_changed_meanwhile")
            {
                // Who changed it to what is loaded next, and the person chooses.
            }
        });
        return corrected;
    }

    public Task<bool> Assign(Guid documentId, Guid? userId) => problems.Try(async () =>
    {
        await (await Grain(documentId)).AssignReview(new AssignReview(userId));
        problems.Done(texts[userId is null ? "assigned_nobody" : "assigned"]);
    });

    /// <summary>
    /// Asks for the words that go with the decision, and decides; false if the person changed their mind or it was refused.
    /// </summary>
    public async Task<bool> Decide(Guid documentId, ApprovalState decision, ReviewSheet sheet) =>
        await dialogs.OpenAsync<DecisionDialog>(
            texts[$"decide_{Snake.Case(decision)}"],
            new Dictionary<string, object?> { [nameof(DecisionDialog.Decision)] = decision, [nameof(DecisionDialog.Sheet)] = sheet },
            RadzenDialogs.Options(texts)) is DecisionWords words
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

    /// <summary>The next document that waits for a person.</summary>
    public async Task<Guid?> Next(Guid after)
    {
        var queue = await documents.ReviewQueue(await session.Caller(), new ReviewFilter(Limit: 2), CancellationToken.None);
        return queue.Items.FirstOrDefault(item => item.Id != after)?.Id;
    }

    private async Task<IDocumentGrain> Grain(Guid documentId) => grains.Get<IDocumentGrain>(documentId, await session.Caller());
}

/// <summary>What a person says with a decision.</summary>
public sealed record DecisionWords(string Text, IReadOnlyList<string> Fields);
