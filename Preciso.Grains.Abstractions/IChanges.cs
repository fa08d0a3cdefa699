namespace Preciso;

/// <summary>Something that a person may be looking at has changed; it carries ids only, the looker asks again.</summary>
/// <param name="UserId">Whose alone it is, as notifications are; null for what others may be looking at too.</param>
/// <param name="ThreadId">A conversation that several people may be looking at.</param>
public sealed record Change(Guid TenantId, Guid? DocumentId, Guid? JobId, Guid? UserId = null, Guid? ThreadId = null);

/// <summary>Live changes of one tenant, from whichever silo made them.</summary>
public interface IChanges
{
    /// <summary>Calls back after each commit until disposed. The callback must be quick and must not throw.</summary>
    IDisposable Subscribe(Guid tenantId, Action<Change> changed);
}
