using System.ComponentModel.DataAnnotations;

namespace Preciso.Grains.Documents.Reading;

/// <summary>Settings under <c>Preciso:Reading</c>.</summary>
public sealed class ReadingOptions
{
    public const string Section = "Preciso:Reading";

    /// <summary>The most pages that a file may have.</summary>
    [Range(1, 100_000)]
    public int MaxPages { get; set; } = 2000;

    /// <summary>The most pixels that an image, or a page of one, may have.</summary>
    [Range(1, 1_000_000_000)]
    public long MaxPixels { get; set; } = 100_000_000;

    /// <summary>How finely a PDF page is drawn before its words are recognised.</summary>
    [Range(72, 600)]
    public int Dpi { get; set; } = 300;

    /// <summary>How long one external program may run.</summary>
    [Range(1, 3600)]
    public int TimeoutSeconds { get; set; } = 120;

    /// <summary>How much address space one external program may have; with less than 256 some cannot even start.</summary>
    [Range(256, 65_536)]
    public int MemoryMegabytes { get; set; } = 2048;

    /// <summary>How many external programs run at once.</summary>
    [Range(1, 256)]
    public int Parallelism { get; set; } = Environment.ProcessorCount;

    /// <summary>Where external programs may leave temporary files. They are removed with the program.</summary>
    [Required]
    public string TempFolder { get; set; } = Path.Combine(Path.GetTempPath(), $"preciso-{Environment.UserName}");

    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);
}
