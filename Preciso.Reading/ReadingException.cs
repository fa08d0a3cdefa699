using Preciso.Documents;

namespace Preciso.Reading;

/// <summary>Why something could not be read: it decides whether another try can help.</summary>
public enum ReadingFault
{
    /// <summary>The file; it stays as it is.</summary>
    File,

    /// <summary>A program that reads files is missing or failed.</summary>
    Program,

    /// <summary>It took longer than allowed.</summary>
    Time,
}

/// <summary>A file, or a page of it, that could not be read. The message says what to do and carries nothing of the content.</summary>
public sealed class ReadingException(ReadingFault fault, string code, string message) : Exception(message)
{
    public ReadingFault Fault => fault;

    /// <summary>Stable snake_case name, for example <c>pdf_encrypted</c>.</summary>
    public string Code => code;

    public DocumentProblem Problem => new(Code, Message);

    /// <summary>Something is not installed: no page of any file can be read this way, so it is not one page's reason.</summary>
    public bool IsInstallation => Code is "program_missing" or "ocr_language_missing";

    public static ReadingException Input(string code, string message) => new(ReadingFault.File, code, message);

    public static ReadingException ProgramMissing(string program, string package) =>
        new(ReadingFault.Program, "program_missing", $"The program {program} is missing. Install the Debian package {package}.");

    public static ReadingException LanguageMissing(string language) =>
        new(ReadingFault.Program, "ocr_language_missing",
            $"Tesseract lacks the language {language}. Install the Debian package tesseract-ocr-{language.Replace('_', '-')}.");

    public static ReadingException Crashed(string program, int signal, int memoryMegabytes) =>
        new(ReadingFault.Program, "program_crashed",
            $"{program} was ended by signal {signal}: it crashed, or needed more than the {memoryMegabytes} MB that it may have "
            + "(Preciso__Reading__MemoryMegabytes).");

    public static ReadingException TimedOut(string program, TimeSpan limit) =>
        new(ReadingFault.Time, "program_timed_out",
            $"{program} took longer than {limit.TotalSeconds:0} seconds (Preciso__Reading__TimeoutSeconds).");

    public static ReadingException TooManyPages(int most) =>
        Input("too_many_pages",
            $"The file has more than {most} pages. Split it, or ask an administrator to raise Preciso__Reading__MaxPages.");
}
