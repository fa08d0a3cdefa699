using System.Text.RegularExpressions;
using Dapper;
using Npgsql;
using Orleans;
using Orleans.Concurrency;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Tenants;

namespace Preciso.Grains.Tenants;

[Reentrant, GrainType("tenant")]
public sealed partial class TenantGrain(Database database, GroupCommit commits) : RememberingGrain<Tenant>(database, commits), ITenantGrain
{
    protected override ProblemException Missing => ProblemException.NotFound("tenant");

    public Task<TenantView> Create(CreateTenant command) => Decide(async (_, unit) =>
    {
        unit.Caller.Require(Role.Admin);
        var created = await unit.Connection.ExecuteAsync(
            "INSERT INTO tenants (tenant_id, name, version, created_at) VALUES (@Id, @Name, 1, @Now) ON CONFLICT (tenant_id) DO NOTHING",
            new { Id, command.Name, unit.Now });
        if (created == 1)
        {
            unit.Emit(new TenantCreated(Id, command.Name));
        }
        return (await Load(unit.Connection), new TenantView(Id, command.Name));
    });

    public Task<QuotaView> SetQuota(SetQuota command) => Change(
        (tenant, unit) =>
        {
            unit.Caller.Require(Role.Admin);
            Validate(command);
            unit.Add(QuotaRow(command),
                refused => refused.SqlState == PostgresErrorCodes.ForeignKeyViolation ? ProblemException.NotFound("user") : null);
            unit.Emit(new QuotaSet(command.Lane, command.Scope, command.UserId, command.Quota));
            unit.WakeWorkers(); // what waited for the old limit may start under the new one
            return tenant;
        },
        _ => new QuotaView(command.Lane, command.Scope, command.UserId, null, command.Quota));

    public Task<TenantSettings> ChangeSettings(TenantSettings command) => Change(
        (tenant, unit) =>
        {
            unit.Caller.Require(Role.Admin);
            Validate(command);
            var next = tenant.With(command);
            if (next != tenant)
            {
                unit.Emit(new TenantSettingsChanged(command));
                unit.Announce(null, null); // to other administrators who have the page open
            }
            return next;
        },
        tenant => tenant.Settings);

    protected override Task<Tenant?> Load(NpgsqlConnection connection) => Tenant.Find(Id, connection);

    protected override NpgsqlBatchCommand Update(Tenant before, Tenant next) => Tenant.Update(before, next);

    private static void Validate(TenantSettings settings)
    {
        if (!Languages().IsMatch(settings.OcrLanguages))
        {
            throw new ProblemException(
                ProblemKind.Invalid, "ocr_languages_invalid", "Name the languages as Tesseract does, for example kor+eng.");
        }
        if (settings.NumberGate is not (>= 0 and <= 1))
        {
            throw new ProblemException(ProblemKind.Invalid, "number_gate_invalid", "The share of numbers lies between 0 and 1.");
        }
    }

    [GeneratedRegex(@"^[A-Za-z_]{1,40}(\+[A-Za-z_]{1,40}){0,9}$")]
    private static partial Regex Languages();

    private NpgsqlBatchCommand QuotaRow(SetQuota command)
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
        return Statement.From(
            sql, new { Id, lane = Snake.Case(command.Lane), scope = Snake.Case(command.Scope), command.UserId, rate, burst, concurrency });
    }

    private static void Validate(SetQuota command)
    {
        var (rate, burst, concurrency) = command.Quota;
        if (rate is <= 0 || burst is <= 0 || concurrency is <= 0 || rate is null != burst is null)
        {
            throw new ProblemException(
                ProblemKind.Invalid, "quota_invalid",
                "Limits are above zero, and a rate per minute comes with a burst. Leave all empty for no limit.");
        }
        if ((command.Scope == QuotaScope.User) != (command.UserId is not null))
        {
            throw new ProblemException(
                ProblemKind.Invalid, "quota_scope_invalid", "Name a person exactly where the limit is for one person.");
        }
    }
}
