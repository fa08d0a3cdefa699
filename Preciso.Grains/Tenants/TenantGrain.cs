using System.Text.RegularExpressions;
using Dapper;
using Npgsql;
using Preciso.Grains.Engine;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Tenants;

namespace Preciso.Grains.Tenants;

public sealed partial class TenantGrain(Database database) : Grain(database), ITenantGrain
{
    public Task<TenantView> Create(CreateTenant command) => Commit(async unit =>
    {
        Caller.Require(Role.Admin);
        var created = await unit.Connection.ExecuteAsync(
            "INSERT INTO tenants (tenant_id, name, version, created_at) VALUES (@Id, @Name, 1, @Now) ON CONFLICT (tenant_id) DO NOTHING",
            new { Id, command.Name, unit.Now });
        if (created == 1)
        {
            unit.Emit(new TenantCreated(Id, command.Name));
        }
        return new TenantView(Id, command.Name);
    });

    public Task<QuotaView> SetQuota(SetQuota command) => Commit(async unit =>
    {
        Caller.Require(Role.Admin);
        Validate(command);
        await unit.WriteOne(
            "UPDATE tenants SET version = version + 1 WHERE tenant_id = @Id AND tenant_id = @TenantId", new { Id, Caller.TenantId });
        try
        {
            await Write(unit, command);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            throw ProblemException.NotFound("user");
        }
        unit.Emit(new QuotaSet(command.Lane, command.Scope, command.UserId, command.Quota));
        unit.WakeWorkers(); // what waited for the old limit may start under the new one
        return new QuotaView(command.Lane, command.Scope, command.UserId, null, command.Quota);
    });

    public Task<TenantSettings> ChangeSettings(TenantSettings command) => Commit(async unit =>
    {
        Caller.Require(Role.Admin);
        Validate(command);
        var changed = await unit.Connection.ExecuteAsync(
            """
            UPDATE tenants
            SET ocr_languages = @OcrLanguages, own_approval = @OwnApproval, training_allowed = @TrainingAllowed, number_gate = @NumberGate, version = version + 1
            WHERE tenant_id = @Id AND tenant_id = @TenantId
              AND (ocr_languages, own_approval, training_allowed, number_gate) IS DISTINCT FROM (@OcrLanguages, @OwnApproval, @TrainingAllowed, @NumberGate)
            """,
            new { Id, Caller.TenantId, command.OcrLanguages, command.OwnApproval, command.TrainingAllowed, command.NumberGate });
        if (changed == 1)
        {
            unit.Emit(new TenantSettingsChanged(command));
            unit.Announce(null, null); // to other administrators who have the page open
        }
        return command;
    });

    private static void Validate(TenantSettings settings)
    {
        if (!Languages().IsMatch(settings.OcrLanguages))
        {
            throw new ProblemException(ProblemKind.Invalid, "ocr_languages_invalid", "Name the languages as Tesseract does, for example kor+eng.");
        }
        if (settings.NumberGate is not (>= 0 and <= 1))
        {
            throw new ProblemException(ProblemKind.Invalid, "number_gate_invalid", "The share of numbers lies between 0 and 1.");
        }
    }

    [GeneratedRegex(@"^[A-Za-z_]{1,40}(\+[A-Za-z_]{1,40}){0,9}$")]
    private static partial Regex Languages();

    private Task Write(UnitOfWork unit, SetQuota command)
    {
        var (rate, burst, concurrency) = command.Quota;
        var sql = rate is null && concurrency is null
            ? "DELETE FROM quotas WHERE tenant_id = @Id AND lane = @lane AND scope = @scope AND user_id IS NOT DISTINCT FROM @UserId"
            : """
              INSERT INTO quotas (tenant_id, lane, scope, user_id, rate_per_minute, burst, concurrency)
              VALUES (@Id, @lane, @scope, @UserId, @rate, @burst, @concurrency)
              ON CONFLICT (tenant_id, lane, scope, user_id)
              DO UPDATE SET rate_per_minute = excluded.rate_per_minute, burst = excluded.burst, concurrency = excluded.concurrency
              """;
        return unit.Connection.ExecuteAsync(
            sql, new { Id, lane = Snake.Case(command.Lane), scope = Snake.Case(command.Scope), command.UserId, rate, burst, concurrency });
    }

    private static void Validate(SetQuota command)
    {
        var (rate, burst, concurrency) = command.Quota;
        if (rate is <= 0 || burst is <= 0 || concurrency is <= 0 || rate is null != burst is null)
        {
            throw new ProblemException(
                ProblemKind.Invalid, "quota_invalid", "Limits are above zero, and a rate per minute comes with a burst. Leave all empty for no limit.");
        }
        if ((command.Scope == QuotaScope.User) != (command.UserId is not null))
        {
            throw new ProblemException(ProblemKind.Invalid, "quota_scope_invalid", "Name a person exactly where the limit is for one person.");
        }
    }
}
