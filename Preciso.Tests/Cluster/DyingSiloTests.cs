using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Bench.Chaos;
using Preciso.Tests.World;

namespace Preciso.Tests.Cluster;

/// <summary>Orders that people repeat until they hear that they were carried out, while the silos that carry them out are killed.</summary>
public sealed class DyingSiloTests
{
    private const int Documents = 4;
    private const int People = 12;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(240);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_that_is_repeated_because_its_silo_died_is_carried_out_once()
    {
        await using var cluster = await ChaosCluster.Start(silos: 3, fsync: false);
        var documents = await Uploaded(cluster);
        var people = await Registered(cluster);

        var work = documents.Select(document => Share(cluster, document, people)).ToList();
        for (var kill = 0; work.Any(person => !person.IsCompleted); kill++)
        {
            await cluster.Silos[kill % 3].Kill();
            await cluster.Silos[kill % 3].Start();
        }
        await Task.WhenAll(work);

        var expected = documents.SelectMany(document => people.Select(person => $"{document} {person} 1")).Order();
        var told = await cluster.Rows<string>(
            "SELECT key || ' ' || (data ->> 'user_id') || ' ' || count(*) FROM events WHERE name = 'documents.shared' GROUP BY key, data "
            + "->> 'user_id'");
        Assert.Equal(expected, told.Order());
        Assert.Equal(
            expected.Count(), await cluster.Ask<long>("SELECT count(*) FROM audit WHERE action = 'documents.shared' AND outcome = 'done'"));
    }

    private static async Task Share(ChaosCluster cluster, Guid document, IReadOnlyList<Guid> people)
    {
        foreach (var person in people)
        {
            await Say(cluster, document, "share", new { user = person });
            await Task.Delay(Pace, Cancel);
        }
    }

    private static Task<IReadOnlyList<Guid>> Registered(ChaosCluster cluster) => cluster.Rows<Guid>(
        $"""
        INSERT INTO users (user_id, tenant_id, email, name, role, password_hash, stamp, version, created_at)
        SELECT gen_random_uuid(), tenant_id, n || '@example.com', 'Person ' || n, 'analyst', '', gen_random_uuid(), 1, now()
        FROM generate_series(1, {People}) n, (SELECT tenant_id FROM users LIMIT 1) t
        RETURNING user_id
        """);

    /// <summary>Again and again until it is answered.</summary>
    private static Task Say(ChaosCluster cluster, Guid document, string order, object body) => Eventually.True(
        async () =>
        {
            try
            {
                using var patience = new CancellationTokenSource(Patience);
                var silo = cluster.Silos[Random.Shared.Next(cluster.Silos.Count)];
                using var response = await silo.Client.PostAsJsonAsync($"/api/v1/documents/{document}/{order}", body, patience.Token);
                return response.IsSuccessStatusCode;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                return false; // whether it was carried out, nobody knows
            }
        },
        Soon);

    private static async Task<IReadOnlyList<Guid>> Uploaded(ChaosCluster cluster)
    {
        var documents = new List<Guid>();
        for (var i = 0; i < Documents; i++)
        {
            using var form = new MultipartFormDataContent { { new StringContent($"Revenue was {i} million."), "file", $"{i}.txt" } };
            using var response = await cluster.Silos[0].Client.PostAsync("/api/v1/documents", form, Cancel);
            response.EnsureSuccessStatusCode();
            documents.Add((await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("document_id").GetGuid());
        }
        await Eventually.True(
            async () => await cluster.Ask<long>("SELECT count(*) FROM documents WHERE state = 'ready'") == Documents, Soon);
        return documents;
    }
}
