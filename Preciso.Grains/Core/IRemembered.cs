namespace Preciso.Grains.Core;

/// <summary>A row that its grain remembers between calls.</summary>
public interface IRemembered<out TSelf> where TSelf : class, IRemembered<TSelf>
{
    Guid TenantId { get; }

    /// <summary>Raised by one with each call that changed it.</summary>
    long Version { get; }

    TSelf At(long version);
}
