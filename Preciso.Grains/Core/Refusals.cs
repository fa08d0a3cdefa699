using System.Runtime.CompilerServices;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Core;

/// <summary>
/// Refusals on the audit trail, each once, by the first who can: the gate of the grain that refuses, or whoever refuses before a grain is
/// called. A refusal passes more doors on its way out, and each of them knows it by the object; what comes from a grain, whose gate may be
/// in another silo, is known by where it came from. So nothing about it has to travel.
/// </summary>
public static class Refusals
{
    private static readonly ConditionalWeakTable<ProblemException, object> Recorded = [];

    /// <summary>Unless whoever refused has done so.</summary>
    public static async Task RecordRefusal(this Database database, Caller caller, AuditLine line, ProblemException refused)
    {
        if (!Recorded.TryGetValue(refused, out _))
        {
            await database.RecordAudit(caller, line with { Outcome = AuditLine.Refused });
            MarkRecorded(refused);
        }
    }

    internal static void MarkRecorded(ProblemException refused) => Recorded.AddOrUpdate(refused, refused.Code);
}
