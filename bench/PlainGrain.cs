using Orleans;
using Orleans.Runtime;

namespace Preciso.Bench;

/// <summary>
/// What one would write with Orleans alone: a grain whose state its AdoNet provider keeps. No event, no audit line, no tenant.
/// </summary>
[Alias("preciso.bench_plain")]
public interface IPlainGrain : IGrainWithStringKey
{
    [Alias("bench.change")]
    Task<long> Change(string data);
}

[GrainType("bench_plain")]
public sealed class PlainGrain([PersistentState("row")] IPersistentState<PlainState> state) : Grain, IPlainGrain
{
    public async Task<long> Change(string data)
    {
        (state.State.Data, state.State.Version) = (data, state.State.Version + 1);
        await state.WriteStateAsync();
        return state.State.Version;
    }
}

[GenerateSerializer, Alias("preciso.bench_plain_state")]
public sealed class PlainState
{
    [Id(0)]
    public string Data { get; set; } = "";

    [Id(1)]
    public long Version { get; set; }
}
