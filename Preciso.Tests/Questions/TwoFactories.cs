using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

internal static class TwoFactories
{
    /// <summary>A question for both factories' revenue of 2024 stands on a file of each: the owner's, which is given back, and the reader's.</summary>
    public static async Task<IDocumentGrain> UploadTwoFactories(this TestSilo silo, Caller owner, Caller reader)
    {
        var theirs = await silo.UploadReady(owner, "본사.txt", "서울 공장의 2024년 매출은 1,234억 원이다.");
        await silo.UploadReady(reader, "지사.txt", "부산 공장의 2024년 매출은 777억 원이다.");
        var file = silo.Grains.Get<IDocumentGrain>(theirs, owner);
        await file.Share(new ShareDocument(reader.UserId, null, SharePermission.Read));
        return file;
    }
}
