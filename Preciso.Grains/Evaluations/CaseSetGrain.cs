using System.Text.Json;
using Preciso.Evaluations;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Evaluations;

[Orleans.GrainType("case_set")]
public sealed partial class CaseSetGrain(Database database) : Grain(database), ICaseSetGrain
{
    public Task<CaseSetView> Create(CreateCaseSet command) => Commit(async unit =>
    {
        var name = command.Name.Trim() is { Length: > 0 and <= CreateCaseSet.LongestName } words
            ? words
            : throw new ProblemException(
                ProblemKind.Invalid, "case_set_name_invalid", $"A set's name has 1 to {CreateCaseSet.LongestName} characters.");
        return (await CaseSetRow.Make(Id, name, unit)).ToView();
    });

    public Task<CaseSetView> SaveCase(SaveCase command) => Commit(async unit =>
    {
        var draft = CaseDrafts.Check(command.Case);
        var set = await CaseSetRow.Find(unit.Connection, unit.Caller, Id, locked: true) ?? await MakeOwn(unit);
        await CaseStore.RequireVisible(draft, unit);
        var cases = (await CaseStore.Cases(unit.Connection, Id, set.Version)).ToList();
        var at = cases.FindIndex(known => known.CaseId == command.CaseId);
        if (at >= 0 && (command.OnlyNew || IsSame(cases[at].ToDraft(), draft)))
        {
            return set.ToView();
        }
        if (at < 0 && cases.Count >= CaseStore.MostCases)
        {
            throw new ProblemException(
                ProblemKind.Conflict, "case_set_full", $"A set has at most {CaseStore.MostCases} cases. Begin another one.");
        }
        var revision = Guid.CreateVersion7();
        CaseStore.Add(unit, Id, command.CaseId, revision, draft);
        var revisions = cases.ConvertAll(known => known.CaseId == command.CaseId ? revision : known.RevisionId);
        CaseStore.AddVersion(unit, Id, set.Version + 1, at < 0 ? [.. revisions, revision] : revisions);
        unit.Emit(new CaseSaved(Id, command.CaseId, set.Version + 1));
        return (set with { Version = set.Version + 1, Cases = set.Cases + (at < 0 ? 1 : 0), ChangedAt = unit.Now }).ToView();
    });

    public Task<CaseSetView> RemoveCase(RemoveCase command) => Commit(async unit =>
    {
        var set = await Lock(unit);
        var cases = await CaseStore.Cases(unit.Connection, Id, set.Version);
        var left = cases.Where(known => known.CaseId != command.CaseId).Select(known => known.RevisionId).ToList();
        if (left.Count == cases.Count)
        {
            throw ProblemException.NotFound("case");
        }
        CaseStore.AddVersion(unit, Id, set.Version + 1, left);
        unit.Emit(new CaseRemoved(Id, command.CaseId, set.Version + 1));
        return (set with { Version = set.Version + 1, Cases = left.Count, ChangedAt = unit.Now }).ToView();
    });

    public Task<CaseSetView> Delete(DeleteCaseSet command) => Commit(async unit =>
    {
        var set = await Lock(unit);
        await unit.WriteOne("DELETE FROM case_sets WHERE set_id = @Id", new { Id });
        unit.Emit(new CaseSetDeleted(Id));
        unit.Announce(null, null);
        return set.ToView();
    });

    private async Task<CaseSetRow> Lock(UnitOfWork unit) =>
        await CaseSetRow.Find(unit.Connection, unit.Caller, Id, locked: true) ?? throw ProblemException.NotFound("case_set");

    /// <summary>A person's first set, which has their own id.</summary>
    private Task<CaseSetRow> MakeOwn(UnitOfWork unit) => Id == unit.Caller.UserId
        ? CaseSetRow.Make(Id, CaseSetView.OwnName, unit)
        : throw ProblemException.NotFound("case_set");

    private static bool IsSame(CaseDraft one, CaseDraft other) =>
        JsonSerializer.Serialize(one, PrecisoJson.Options) == JsonSerializer.Serialize(
            other with { Evidence = [.. other.Evidence!.OrderBy(place => place.DocumentId)] }, PrecisoJson.Options);
}
