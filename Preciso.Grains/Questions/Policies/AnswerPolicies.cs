using Preciso.Grains.Questions.Computing;
using Preciso.Grains.Storage;
using Preciso.Questions;
using Preciso.Tenants;

namespace Preciso.Grains.Questions.Policies;

/// <summary>The reading side of what a tenant decided about its answers.</summary>
internal sealed class AnswerPolicies(Database database) : IAnswerPolicies
{
    public async Task<AnswerPolicy> Policy(Caller caller, CancellationToken cancel)
    {
        caller.Require(Role.Admin);
        return await database.Query(caller.TenantId, connection => PolicyStore.Read(connection, caller.TenantId), cancel);
    }

    public async Task<MeasureList> Measures(Caller caller, CancellationToken cancel)
    {
        caller.Require(Role.Admin);
        return await database.Query(caller.TenantId, connection => MeasureStore.Read(connection, caller.TenantId), cancel);
    }

    public MeasureReading Check(Caller caller, OwnMeasure measure, IReadOnlyList<OwnMeasure> above)
    {
        caller.Require(Role.Admin);
        return OwnMeasures.Check(measure, above);
    }
}
