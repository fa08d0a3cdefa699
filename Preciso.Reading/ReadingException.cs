using Preciso.Jobs;

namespace Preciso.Reading;

/// <summary>A file, or a page of it, that could not be read. The message says what to do and carries nothing of the content.</summary>
public sealed class ReadingException(ErrorClass errorClass, string code, string message) : JobException(errorClass, code, message)
{
    /// <summary>Stable snake_case name, for example <c>pdf_encrypted</c>.</summary>
    public string Code => Problem.Code;

    /// <summary>Something is not installed: no page of any file can be read this way, so it is not one page's reason.</summary>
    public bool IsInstallation => Code is "program_missing" or "ocr_language_missing";

    public static ReadingException Input(string code, string message) => new(ErrorClass.Input, code, message);

    public static ReadingException ProgramMissing(string program, string package) =>
        new(ErrorClass.Dependency, "program_missing", $"The program {program} is missing. Install the Debian package {package}.");

    public static ReadingException LanguageMissing(string language) =>
        new(ErrorClass.Dependency, "ocr_language_missing",
            $"Tesseract lacks the language {language}. Install the Debian package tesseract-ocr-{language.Replace('_', '-')}.");

    public static ReadingException Crashed(string program, int signal, int memoryMegabytes) =>
        new(ErrorClass.Dependency, "program_crashed",
            $"{program} was ended by signal {signal}: it crashed, or needed more than the {memoryMegabytes} MB that it may have "
            + "(Preciso__Reading__MemoryMegabytes).");

    public static ReadingException TimedOut(string program, TimeSpan limit) =>
        new(ErrorClass.Timeout, "program_timed_out",
            $"{program} took longer than {limit.TotalSeconds:0} seconds (Preciso__Reading__TimeoutSeconds).");

    public static ReadingException TooManyPages(int most) =>
        Input("too_many_pages",
            $"The file has more than {most} pages. Split it, or ask an administrator to raise Preciso__Reading__MaxPages.");
}
