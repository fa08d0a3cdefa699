using Dapper;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Questions.Computing;
using Preciso.Grains.Storage;
using Preciso.Questions;
using Preciso.Tenants;

namespace Preciso.Grains.Questions.Policies;

[Orleans.GrainType("answerpolicy")]
public sealed class AnswerPolicyGrain(Database database) : Grain(database), IAnswerPolicyGrain
{
    public Task<AnswerPolicy> Change(ChangeAnswerPolicy command) => Commit(async unit =>
    {
        RequireAdmin(unit);
        var before = await PolicyStore.Read(unit.Connection, Id);
        RequireVersion(command.Version, before.Version);
        var codes = PolicyStore.ToCodes(command.Withheld ?? []);
        var (cache, rerank, compress, withheld) = (command.Cache, command.Rerank, command.Compress, PolicyStore.FromCodes(codes));
        if ((before.Cache, before.Rerank, before.Compress) == (cache, rerank, compress) && (before.Withheld ?? []).SequenceEqual(withheld))
        {
            return before;
        }
        var next = before.Version + 1;
        unit.Add(
            Statement.From(
                """
                INSERT INTO answer_policies (tenant_id, version, cache, rerank, compress, withheld, changed_by, changed_at)
                VALUES (@Id, @next, @cache, @rerank, @compress, @codes, @UserId, @Now)
                """,
                new { Id, next, cache, rerank, compress, codes, unit.Caller.UserId, unit.Now }),
            refused => refused.SqlState == PostgresErrorCodes.UniqueViolation ? ProblemException.ChangedMeanwhile() : null);
        unit.Emit(new AnswerPolicyChanged(next, cache, rerank, compress, withheld));
        unit.Announce(null, null); // to other administrators who have the page open
        return new AnswerPolicy(next, cache, rerank, compress, withheld, await NameOfCaller(unit), unit.Now);
    });

    public Task<MeasureList> ChangeMeasures(ChangeMeasures command) => Commit(async unit =>
    {
        RequireAdmin(unit);
        var before = await MeasureStore.Read(unit.Connection, Id);
        RequireVersion(command.Version, before.Version);
        var items = OwnMeasures.Require(command.Items);
        if (OwnMeasures.AreSame(before.Items, items))
        {
            return before;
        }
        var next = before.Version + 1;
        MeasureStore.Add(unit, Id, next, items);
        unit.Emit(new MeasuresChanged(next, items));
        unit.Announce(null, null);
        return new MeasureList(next, items, await NameOfCaller(unit), unit.Now);
    });

    /// <summary>Of this tenant: row-level security would refuse another's rows, but not say it so well.</summary>
    private void RequireAdmin(UnitOfWork unit)
    {
        unit.Caller.Require(Role.Admin);
        if (unit.Caller.TenantId != Id)
        {
            throw ProblemException.NotFound("tenant");
        }
    }

    private static Task<string?> NameOfCaller(UnitOfWork unit) =>
        unit.Connection.ExecuteScalarAsync<string?>("SELECT name FROM users WHERE user_id = @UserId", new { unit.Caller.UserId });

    private static void RequireVersion(int named, int current)
    {
        if (named != current)
        {
            throw new ProblemException(ProblemKind.Conflict, ProblemException.ChangedCode,
                "Somebody else changed this meanwhile. Load it again.");
        }
    }
}
