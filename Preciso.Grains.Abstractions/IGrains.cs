namespace Preciso;

/// <summary>The way to any grain. Which engine runs it is not the caller's business.</summary>
public interface IGrains
{
    /// <summary>A reference to the grain; it costs nothing until a method is called.</summary>
    TGrain Get<TGrain>(string key, Caller caller) where TGrain : class, IGrain;
}

/// <summary>Grains are keyed by strings, our things by Guids: one place says how one becomes the other.</summary>
public static class GrainKeys
{
    public static TGrain Get<TGrain>(this IGrains grains, Guid id, Caller caller) where TGrain : class, IGrain =>
        grains.Get<TGrain>(id.ToString("D"), caller);
}
