using System.Text.Json;
using Npgsql;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Questions;
using Preciso.Tenants;

namespace Preciso.Grains.Questions.Policies;

/// <summary>
/// The one way on which an answer leaves for its reader, whether it is given, shown again, exported or kept with its job: by the policy of
/// that moment. What is kept is the whole answer.
/// </summary>
internal sealed class AnswerRelease(Database database) : IShownResult
{
    string IShownResult.Kind => AskQuestion.JobKind;

    public Task<Answer> Release(Caller reader, Answer answer, CancellationToken cancel) => database.Read(
        reader.TenantId, [PolicyStore.CodesQuery(reader.TenantId)],
        async results => Withholding.Apply(answer, await PolicyStore.ReadCodes(results, reader.Role)),
        cancel);

    /// <summary>The same of several.</summary>
    /// <param name="connection">In a transaction of the reader's tenant.</param>
    public static async Task<Func<Answer, Answer>> For(NpgsqlConnection connection, Caller reader)
    {
        var fields = await PolicyStore.WithheldFrom(connection, reader);
        return answer => Withholding.Apply(answer, fields);
    }

    async Task<string> IShownResult.Show(NpgsqlConnection connection, Caller reader, string result)
    {
        var release = await For(connection, reader);
        return JsonSerializer.Serialize(
            release(JsonSerializer.Deserialize<Answer>(result, PrecisoJson.Options)!), PrecisoJson.Options);
    }
}
