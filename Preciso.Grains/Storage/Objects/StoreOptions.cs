using Microsoft.Extensions.Options;

namespace Preciso.Grains.Storage.Objects;

/// <summary>Settings under <c>Preciso:Store</c>. Without a bucket files lie in a folder of the home.</summary>
public sealed class StoreOptions
{
    public const string Section = "Preciso:Store";

    /// <summary>Of this installation: what its tenants have there without a document is removed.</summary>
    public string? Bucket { get; set; }

    /// <summary>Where the store is, unless it is Amazon's own.</summary>
    public string? Endpoint { get; set; }

    public string? Region { get; set; }

    /// <summary>Without a key: what the machine was given, as a role or in the environment of Amazon's tools.</summary>
    public string? AccessKey { get; set; }

    public string? SecretKey { get; set; }

    /// <summary>How much of what was fetched is kept on this machine.</summary>
    public long CacheBytes { get; set; } = 4L * 1024 * 1024 * 1024;
}

/// <summary>Says what to set, and never what was set: one of them is a secret.</summary>
public sealed class StoreOptionsValidation : IValidateOptions<StoreOptions>
{
    public ValidateOptionsResult Validate(string? name, StoreOptions options) =>
        Problem(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;

    private static string? Problem(StoreOptions options) => options switch
    {
        { Bucket: null or "", Endpoint: null or "", Region: null or "", AccessKey: null or "", SecretKey: null or "" } => null,
        { Bucket: null or "" } =>
            "Preciso__Store__Bucket is missing. Set it to the bucket for the files, or leave out all of Preciso__Store to use a folder.",
        { Endpoint: null or "", Region: null or "" } =>
            "Set Preciso__Store__Region for Amazon S3, or Preciso__Store__Endpoint for another store, like https://s3.internal:9000.",
        { Endpoint: { Length: > 0 } endpoint } when !IsAddress(endpoint) =>
            "Preciso__Store__Endpoint is no address. Set it like https://s3.internal:9000, without the bucket.",
        _ when string.IsNullOrEmpty(options.AccessKey) != string.IsNullOrEmpty(options.SecretKey) =>
            "Set both Preciso__Store__AccessKey and Preciso__Store__SecretKey, or neither if the machine has a role of its own.",
        { CacheBytes: < 0 } => "Preciso__Store__CacheBytes is below zero. Set how many bytes of fetched files this machine may keep.",
        _ => null,
    };

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", Host.Length: > 0 };
}
