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

    /// <summary>Trusts nobody: no macros, no linked files, and a proxy at which nobody listens.</summary>
    private const string Profile = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
        <item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
        <item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
        <item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
        <item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
        <item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
        </oor:items>
        """;

    public static bool IsInstalled =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, Program)));

    public IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Doc, MediaType.Ppt];

    public async IAsyncEnumerable<PageReading> Read(
        SourceFile file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
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
        await File.WriteAllTextAsync(Path.Combine(user.FullName, "registrymodifications.xcu"), Profile, Encoding.UTF8, cancel);
        var command = new ChildCommand(
            Program, "libreoffice-nogui", "--headless", "--norestore", "--nolockcheck", "--nodefault",
            $"-env:UserInstallation=file://{Path.Combine(folder, "profile")}", "--convert-to", type, "--outdir", folder, path);
        await children.Run(command, cancel);
        return Directory.EnumerateFiles(folder, $"*.{type}").FirstOrDefault() ?? throw OfficeFile.Damaged();
    }
}
