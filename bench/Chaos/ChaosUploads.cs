using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Preciso.Bench.Chaos;

/// <summary>
/// People who upload small documents through whichever silo answers, and again where they heard nothing: the same file is the same
/// document.
/// </summary>
public sealed class ChaosUploads(ChaosCluster cluster, int count)
{
    private const int People = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private int _sent;
    private int _refused;

    /// <summary>The documents of which a silo has said that it has them; each number once.</summary>
    public ConcurrentDictionary<int, Guid> Documents { get; } = [];

    /// <summary>Of those that were told two different documents for one file.</summary>
    public ConcurrentQueue<int> Twice { get; } = [];

    public int Sent => _sent;

    public int Refused => _refused;

    /// <param name="progress">Of what goes wrong: there is work until the last of it.</param>
    public Task Run(Func<double> progress) => Task.WhenAll(Enumerable.Range(0, People).Select(person => Upload(person, progress)));

    private async Task Upload(int person, Func<double> progress)
    {
        for (var number = person; number < count; number += People)
        {
            while (number > (progress() * count) + People)
            {
                await Task.Delay(50);
            }
            while (!await TryUpload(number))
            {
                await Task.Delay(100);
            }
            if (number % 5 == 0)
            {
                await TryUpload(number); // they forgot that they had
            }
        }
    }

    private async Task<bool> TryUpload(int number)
    {
        Interlocked.Increment(ref _sent);
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            using var form = new MultipartFormDataContent { { new StringContent(Text(number)), "file", $"{number}.txt" } };
            using var response = await cluster.Silos[Random.Shared.Next(cluster.Silos.Count)].Client.PostAsync(
                "/api/v1/documents", form, patience.Token);
            if (response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.OK)
            {
                Keep(number, (await response.Content.ReadFromJsonAsync<JsonElement>(patience.Token)).GetProperty("document_id").GetGuid());
                return true;
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            // Its silo was hit.
        }
        Interlocked.Increment(ref _refused);
        return false;
    }

    private void Keep(int number, Guid document)
    {
        if (Documents.GetOrAdd(number, document) != document)
        {
            Twice.Enqueue(number);
        }
    }

    private static string Text(int number)
    {
        var text = new StringBuilder();
        for (var i = 0; i < 10; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"문단 P{number:0000}{i:000} 매출은 {1000 + (i * 17)}억 원이고 비용은 {1000 + (i * 31)}억 원이다.\n\n");
        }
        return text.ToString();
    }
}
