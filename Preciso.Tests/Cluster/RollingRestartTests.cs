using System.Collections.Concurrent;
using System.Net.Http.Json;
using Preciso.Bench.Chaos;

namespace Preciso.Tests.Cluster;

/// <summary>One silo after the other is stopped and started again, as for an upgrade, while people work.</summary>
public sealed class RollingRestartTests
{
    private const int People = 4;

    [Fact]
    public async Task No_request_fails_while_one_silo_after_the_other_is_restarted()
    {
        await using var cluster = await ChaosCluster.Start(silos: 3, fsync: false);
        await using var client = new BalancedClient(cluster.Silos);
        await client.Start();
        using var over = new CancellationTokenSource();
        var failures = new ConcurrentQueue<string>();

        var work = Enumerable.Range(0, People).Select(person => Work(client, person, failures, over.Token)).ToList();
        foreach (var silo in cluster.Silos)
        {
            await silo.Stop();
            await silo.Start();
        }
        await over.CancelAsync();
        var sent = (await Task.WhenAll(work)).Sum();

        Assert.True(failures.IsEmpty, $"{failures.Count} of {sent} requests failed: {string.Join('\n', failures.Take(5))}");
        Assert.True(sent > 100, $"Only {sent} requests were sent.");
    }

    /// <summary>Uploads, questions and looks at the list, one after the other.</summary>
    private static async Task<int> Work(BalancedClient client, int person, ConcurrentQueue<string> failures, CancellationToken over)
    {
        var sent = 0;
        for (; !over.IsCancellationRequested; sent++)
        {
            var number = sent;
            if (await client.Send(() => Request(person, number)) is { } failure)
            {
                failures.Enqueue(failure);
            }
            await Task.Delay(50, CancellationToken.None);
        }
        return sent;
    }

    private static HttpRequestMessage Request(int person, int number) => (number % 6) switch
    {
        0 => new HttpRequestMessage(HttpMethod.Post, "/api/v1/documents")
        {
            Content = new MultipartFormDataContent
            {
                {
                    new StringContent($"Person {person} writes note {number}: revenue was {number} million."),
                    "file", $"{person}-{number}.txt"
                },
            },
        },
        1 => new HttpRequestMessage(HttpMethod.Post, "/api/v1/rag/query")
        {
            Content = JsonContent.Create(new { question = "What was revenue?" }),
        },
        _ => new HttpRequestMessage(HttpMethod.Get, "/api/v1/documents"),
    };
}
