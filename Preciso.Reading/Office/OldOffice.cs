using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Options;
using Preciso.Documents;
using Preciso.Reading.Children;
using Preciso.Reading.Docx;
using Preciso.Reading.Slides;

namespace Preciso.Reading.Office;

/// <summary>
/// Word and PowerPoint of before 2007, by way of LibreOffice where it is installed: it saves them as today's, which are then read. It runs
/// as a child with a profile of its own for each file, in which macros do not run and nothing is fetched.
/// </summary>
internal sealed class OldOffice(ChildProcesses children, TempFolders folders, IOptions<ReadingOptions> options, TimeProvider time)
    : IDocumentFormat
{
    private const string Program = "soffice";

    private const string Scripting = "/org.openoffice.Office.Common/Security/Scripting";
    private const string Internet = "/org.openoffice.Inet/Settings";

    /// <summary>Trusts nobody: no macros, no linked files, and a proxy at which nobody listens.</summary>
    private static readonly (string Path, string Name, string Value)[] Settings =
    [
        (Scripting, "MacroSecurityLevel", "3"),
        (Scripting, "DisableMacrosExecution", "true"),
        (Scripting, "BlockUntrustedRefererLinks", "true"),
        (Internet, "ooInetProxyType", "2"),
        (Internet, "ooInetHTTPProxyName", "127.0.0.1"),
        (Internet, "ooInetHTTPProxyPort", "9"),
        (Internet, "ooInetHTTPSProxyName", "127.0.0.1"),
        (Internet, "ooInetHTTPSProxyPort", "9"),
    ];

    public static bool IsInstalled =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, Program)));

    public IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Doc, MediaType.Ppt];

    public async IAsyncEnumerable<PageReading> Read(
        SourceFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var folder = folders.Create();
        var (name, mediaType, format) = file.MediaType == MediaType.Doc
            ? ("docx", MediaType.Docx, (IDocumentFormat)new WordFormat(options, time))
            : ("pptx", MediaType.Pptx, new SlidesFormat(options, time));
        var saved = await Save(file.Path, folder.Path, name, cancel);
        await foreach (var page in format.Read(file with { Path = saved, MediaType = mediaType }, cancel))
        {
            yield return page;
        }
    }

    /// <returns>Where the file is as one of today's.</returns>
    private async Task<string> Save(string path, string folder, string type, CancellationToken cancel)
    {
        var user = Directory.CreateDirectory(Path.Combine(folder, "profile", "user"));
        await File.WriteAllTextAsync(Path.Combine(user.FullName, "registrymodifications.xcu"), Profile(), Encoding.UTF8, cancel);
        var command = new ChildCommand(
            Program, "libreoffice-nogui", "--headless", "--norestore", "--nolockcheck", "--nodefault",
            $"-env:UserInstallation=file://{Path.Combine(folder, "profile")}", "--convert-to", type, "--outdir", folder, path);
        await children.Run(command, cancel);
        return Directory.EnumerateFiles(folder, $"*.{type}").FirstOrDefault() ?? throw OfficeFile.Damaged();
    }

    private static string Profile() =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><oor:items xmlns:oor=\"http://openoffice.org/2001/registry\">"
        + string.Concat(Settings.Select(setting => $"<item oor:path=\"{setting.Path}\"><prop oor:name=\"{setting.Name}\" oor:op=\"fuse\">"
            + $"<value>{setting.Value}</value></prop></item>"))
        + "</oor:items>";
}
