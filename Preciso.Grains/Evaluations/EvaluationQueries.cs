using Dapper;
using Npgsql;
using Preciso.Evaluations;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Evaluations;

/// <summary>The reading side of evaluations; every statement is its owner's own.</summary>
internal sealed class EvaluationQueries(Database database, IThreads threads, IGrains grains) : IEvaluations
{
    private const int MostRuns = 100;

    public Task<IReadOnlyList<CaseSetView>> Sets(Caller caller, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var rows = await connection.QueryAsync<CaseSetRow>(
                $"{CaseSetRow.Columns} WHERE s.owner_id = @UserId ORDER BY s.changed_at DESC, s.set_id", new { caller.UserId });
            return (IReadOnlyList<CaseSetView>)[.. rows.Select(row => row.ToView())];
        },
        cancel);

    public Task<CaseSetDetail> Get(Caller caller, Guid setId, int? version, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var set = await Find(connection, caller, setId);
            if (version > set.Version || version < 1)
            {
                throw ProblemException.NotFound("case_set");
            }
            var cases = await CaseStore.Cases(connection, setId, version ?? set.Version);
            var visible = await Visible(connection, caller, cases);
            return new CaseSetDetail(set.ToView(), version ?? set.Version, [.. cases.Select(found => CaseViews.From(found, visible))]);
        },
        cancel);

    public Task<IReadOnlyList<RunView>> Runs(Caller caller, Guid setId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            await Find(connection, caller, setId);
            var rows = await connection.QueryAsync<RunRow>(
                $"{RunStore.Columns} WHERE r.set_id = @setId ORDER BY r.started_at DESC, r.run_id LIMIT {MostRuns}", new { setId });
            return (IReadOnlyList<RunView>)[.. rows.Select(row => row.ToView())];
        },
        cancel);

    public Task<RunDetail> Run(Caller caller, Guid runId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var setId = await connection.QuerySingleOrDefaultAsync<Guid?>(
                "SELECT s.set_id FROM evaluation_runs r JOIN case_sets s USING (set_id) WHERE r.run_id = @runId AND s.owner_id = @UserId",
                new { runId, caller.UserId }) ?? throw ProblemException.NotFound("run");
            var run = (await RunStore.Find(connection, setId, runId))!.ToView();
            var baseline = run.IsBaseline ? null : (await Find(connection, caller, setId)).BaselineRunId;
            var metrics = baseline is { } other ? (await RunStore.Find(connection, setId, other))!.ToMetrics() : null;
            var results = await RunStore.Results(connection, runId, baseline);
            return new RunDetail(run, metrics, [.. results.Select(result => result.ToView())]);
        },
        cancel);

    public async Task<MadeCase> FromAnswer(Caller caller, Guid answerId, CancellationToken cancel)
    {
        var asked = await threads.Question(caller, answerId, cancel);
        if (asked.Documents is { Count: 0 })
        {
            throw ProblemException.NotFound("document"); // put to all of the others it would be another question
        }
        var own = caller.UserId;
        await grains.Get<ICaseSetGrain>(own, caller).SaveCase(new SaveCase(answerId, AnsweredCase.From(asked), OnlyNew: true));
        var made = (await Get(caller, own, null, cancel)).Cases.Single(found => found.Id == answerId);
        return new MadeCase(own, answerId, made.State);
    }

    private static async Task<CaseSetRow> Find(NpgsqlConnection connection, Caller caller, Guid setId) =>
        await CaseSetRow.Find(connection, caller, setId) ?? throw ProblemException.NotFound("case_set");

    /// <summary>The names of those documents that the cases speak of and their owner may still read.</summary>
    private static async Task<IReadOnlyDictionary<Guid, string>> Visible(
        NpgsqlConnection connection, Caller caller, IReadOnlyList<CaseRevision> cases)
    {
        var named = cases.SelectMany(found => found.Places.Select(place => place.DocumentId).Concat(found.Within ?? []))
            .Distinct().ToArray();
        var rows = await connection.QueryAsync<(Guid Id, string Filename)>(
            """
            SELECT v.document_id, d.filename FROM visible_documents(@TenantId, @UserId) v JOIN documents d USING (document_id)
            WHERE v.document_id = ANY (@named)
            """,
            new { caller.TenantId, caller.UserId, named });
        return rows.ToDictionary(row => row.Id, row => row.Filename);
    }
}
