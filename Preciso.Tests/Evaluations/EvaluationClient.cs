using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Evaluations;
using Preciso.Tests.World;

namespace Preciso.Tests.Evaluations;

/// <summary>Sets, cases and runs over REST.</summary>
internal static class EvaluationClient
{
    private const string Root = "/api/v1/evaluations";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Guid> NewSet(this HttpClient client, string name = "분기 점검") =>
        (await client.Post(Root, new { name })).GetProperty("id").GetGuid();

    public static async Task<Guid> AddCase(this HttpClient client, Guid set, CaseDraft draft) =>
        (await client.Post($"{Root}/{set}/cases", draft)).GetProperty("case_id").GetGuid();

    public static Task<JsonElement> Set(this HttpClient client, Guid set, int? version = null) =>
        client.GetFromJsonAsync<JsonElement>($"{Root}/{set}{(version is null ? "" : $"?version={version}")}", Cancel);

    public static async Task<Guid> StartRun(this HttpClient client, Guid set) =>
        (await client.Post($"{Root}/{set}/runs", new { })).GetProperty("run_id").GetGuid();

    /// <summary>The run once it has ended.</summary>
    public static async Task<JsonElement> Ended(this HttpClient client, Guid run)
    {
        JsonElement detail = default;
        await Eventually.True(
            async () => (detail = await client.GetFromJsonAsync<JsonElement>($"{Root}/runs/{run}", Cancel)).GetProperty("run")
                .GetProperty("state").GetString() != "running",
            Deadline);
        return detail;
    }

    public static async Task<JsonElement> RunSet(this HttpClient client, Guid set) => await client.Ended(await client.StartRun(set));

    public static async Task<JsonElement> Post(this HttpClient client, string path, object body)
    {
        using var response = await client.PostAsJsonAsync(path, body, PrecisoJson.Options, Cancel);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync(Cancel)}");
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
