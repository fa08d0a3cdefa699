using System.Runtime.CompilerServices;
using Dapper;
using Preciso.Datasets;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Core;

/// <summary>
/// Rows of documents whose approval stands, as far as the caller may read them: the same rule for every room that gives such rows out.
/// </summary>
internal static class ApprovedRows
{
    private const int AtOnce = 1_000;

    /// <summary>The documents, as d.</summary>
    public const string Documents =
        """
        visible_documents(@TenantId, @UserId) v
        JOIN documents d ON d.document_id = v.document_id AND d.state = 'ready'
          AND d.approval = 'approved' AND (@DocumentId::uuid IS NULL OR d.document_id = @DocumentId)
        """;

    /// <summary>In parts, each in a transaction of its own: a long export holds nothing.</summary>
    public static async IAsyncEnumerable<TView> ReadApproved<TRow, TView>(
        this Database database, string sql, Func<TRow, TView> view, Caller caller,
        DatasetFilter filter, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var from = 0; from < filter.Limit; from += AtOnce)
        {
            var most = Math.Min(AtOnce, filter.Limit - from);
            var rows = await database.Query(
                caller.TenantId,
                async connection => (await connection.QueryAsync<TRow>(
                    sql, new
                    {
                        caller.TenantId, caller.UserId, filter.DocumentId, filter.Metric, filter.Entity, filter.Period, from,
                        most
                    })).AsList(),
                cancel);
            foreach (var row in rows)
            {
                yield return view(row);
            }
            if (rows.Count < most)
            {
                yield break;
            }
        }
    }
}
