using Orleans;
using Preciso.Jobs;

namespace Preciso.Tenants;

/// <summary>A company. Its key is the tenant id.</summary>
[Alias("preciso.tenants")]
public interface ITenantGrain : IGrain
{
    [Alias("tenants.create")]
    Task<TenantView> Create(CreateTenant command);

    /// <summary>Limits how much of a lane's work the tenant or its people may start; without any number it takes the limit away.</summary>
    [Alias("tenants.set_quota")]
    Task<QuotaView> SetQuota(SetQuota command);

    [Alias("tenants.change_settings")]
    Task<TenantSettings> ChangeSettings(TenantSettings command);
}

/// <summary>What an administrator decides for the whole tenant.</summary>
/// <param name="OcrLanguages">What scans are read for, as Tesseract names it: <c>kor+eng</c>.</param>
/// <param name="OwnApproval">Reviewers may approve documents that they uploaded themselves.</param>
/// <param name="TrainingAllowed">Approved documents may become samples to train on.</param>
/// <param name="NumberGate">The least share of a document's numbers that must be accounted for, 0 to 1; below it a person has to
/// look.</param>
public sealed record TenantSettings(
    string OcrLanguages = "kor+eng", bool OwnApproval = true, bool TrainingAllowed = false, double NumberGate = 0.98);

/// <param name="UserId">Given exactly when the scope is one user.</param>
public sealed record SetQuota(Lane Lane, QuotaScope Scope, Guid? UserId, Quota Quota);

public sealed record CreateTenant(string Name);

public sealed record TenantView(Guid Id, string Name);
