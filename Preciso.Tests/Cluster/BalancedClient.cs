using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Bench.Chaos;
using Preciso.Tests.World;

namespace Preciso.Tests.Cluster;

/// <summary>
/// What a load balancer does: it asks each silo whether it is ready, sends requests to those that are, and sends one again elsewhere only
/// when the connection was refused, that is when nobody can have seen it.
/// </summary>
public sealed class BalancedClient(IReadOnlyList<ChaosSilo> silos) : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly CancellationTokenSource _stop = new();
    private readonly bool[] _ready = new bool[silos.Count];
    private Task[] _looking = [];

    public async Task Start()
    {
        _looking = [.. Enumerable.Range(0, silos.Count).Select(Look)];
        await Eventually.True(() => Task.FromResult(_ready.All(ready => ready)), Patience);
    }

    /// <summary>Null when it was answered as it should be; otherwise what happened instead.</summary>
    public async Task<string?> Send(Func<HttpRequestMessage> request)
    {
        while (true)
        {
            var ready = Enumerable.Range(0, silos.Count).Where(silo => Volatile.Read(ref _ready[silo])).ToList();
            if (ready.Count == 0)
            {
                await Task.Delay(BetweenLooks);
                continue;
            }
            var silo = ready[Random.Shared.Next(ready.Count)];
            try
            {
                using var message = request();
                using var response = await silos[silo].Client.SendAsync(message);
                return response.IsSuccessStatusCode ? null
                    : $"{message.Method} {message.RequestUri}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
            {
                Volatile.Write(ref _ready[silo], false);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                return $"{e.GetType().Name}: {e.Message} {e.InnerException?.Message}";
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_looking);
        _stop.Dispose();
    }

    private async Task Look(int silo)
    {
        while (!_stop.IsCancellationRequested)
        {
            Volatile.Write(ref _ready[silo], await silos[silo].IsReady());
            await Task.Delay(BetweenLooks);
        }
    }
}
