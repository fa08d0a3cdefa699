using System.ComponentModel.DataAnnotations;

namespace Preciso.Grains.Documents;

/// <summary>Settings under <c>Preciso:Uploads</c>.</summary>
public sealed class UploadOptions
{
    public const string Section = "Preciso:Uploads";

    /// <summary>The largest file taken, in bytes.</summary>
    [Range(1, long.MaxValue)]
    public long MaxBytes { get; set; } = 200L * 1024 * 1024;
}
