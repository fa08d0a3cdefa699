using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;

namespace Preciso.Bench.Browsing;

/// <summary>What a silo holds in memory, in bytes: what the machine has given it, and what of its heap is still needed.</summary>
internal sealed record ServerMemory(long Resident, long Heap)
{
    private const long GCHeapCollect = 0x800000;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>After it has rested and collected its garbage, as the runtime does when a tool asks it to.</summary>
    public static async Task<ServerMemory> Measure(int processId, HttpClient silo)
    {
        await Task.Delay(Rest);
        using (var session = new DiagnosticsClient(processId).StartEventPipeSession(
            new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, GCHeapCollect), requestRundown: false))
        {
            var reading = session.EventStream.CopyToAsync(Stream.Null);
            await Task.Delay(Rest);
            await session.StopAsync(CancellationToken.None);
            await reading;
        }
        return new ServerMemory(ResidentMemory(processId), await HeapAfterCollection(silo));
    }

    private static long ResidentMemory(int processId) =>
        1024 * long.Parse(
            File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(
                (char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    private static async Task<long> HeapAfterCollection(HttpClient silo) =>
        (await silo.GetStringAsync("/metrics")).Split('\n')
            .Where(line => line.StartsWith("dotnet_gc_last_collection_heap_size_bytes{", StringComparison.Ordinal))
            .Sum(line => (long)double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
}
