using System.ComponentModel.DataAnnotations;

namespace Preciso.Reading;

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

    /// <summary>The most files that an archive may hold.</summary>
    [Range(1, 1_000_000)]
    public int MaxArchiveFiles { get; set; } = 1000;

    /// <summary>The most that an archive or an Office file may unpack to.</summary>
    [Range(1, 100_000)]
    public int MaxUnpackedMegabytes { get; set; } = 1024;

    /// <summary>How many times its packed size a file in an archive may unpack to; more is an archive made to fill the disk.</summary>
    [Range(10, 2000)]
    public int MaxUnpackRatio { get; set; } = 300;

    /// <summary>The largest HTML or XML text, or part of an Office file, that is held in memory as a whole.</summary>
    [Range(1, 2000)]
    public int MaxMarkupMegabytes { get; set; } = 64;

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

    public long MaxUnpackedBytes => (long)MaxUnpackedMegabytes << 20;

    public long MaxMarkupBytes => (long)MaxMarkupMegabytes << 20;

    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);
}
