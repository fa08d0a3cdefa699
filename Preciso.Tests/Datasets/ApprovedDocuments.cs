using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Datasets;
using Preciso.Documents;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Datasets;

/// <summary>A small report that is read, approved and has yielded its data.</summary>
internal static class ApprovedDocuments
{
    public const string Report = "영수증\n\n상호: 한빛문구\n\n거래일: 2026-03-05\n\n담당자 연락처: 010-1234-5678\n\n합계: 55,000원\n";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    public static IDatasets Datasets(this TestSilo silo) => silo.Services.GetRequiredService<IDatasets>();

    public static Task AllowTraining(this TestSilo silo, Caller admin, bool allowed = true) =>
        silo.Grains.Get<ITenantGrain>(admin.TenantId, admin).ChangeSettings(new TenantSettings(TrainingAllowed: allowed));

    public static async Task<Guid> UploadApproved(
        this TestSilo silo, Caller reviewer, string filename = "receipt.txt", string text = Report)
    {
        var uploaded = await silo.Upload(reviewer, filename, Encoding.UTF8.GetBytes(text));
        await silo.Settled(reviewer, uploaded.DocumentId);
        await silo.Grains.Get<IDocumentGrain>(uploaded.DocumentId, reviewer).Approve(new ApproveDocument());
        await Eventually.True(
            async () => (await silo.Datasets().Count(reviewer, uploaded.DocumentId, CancellationToken.None)).Triples > 0, Soon);
        return uploaded.DocumentId;
    }
}
