using Preciso.Grains.Documents;
using Preciso.Grains.Jobs;

namespace Preciso.Tests.Core;

/// <summary>The diagrams in docs/states.md are drawn from the tables that the code runs on, so they cannot drift apart.</summary>
public sealed class StateDiagramTests
{
    private static readonly string Docs = File.ReadAllText(Path.Combine(Repository(), "docs", "states.md"));

    [Fact]
    public void The_document_diagram_is_the_table() => Assert.Contains(Diagram(DocumentLife.Table), Docs, StringComparison.Ordinal);

    [Fact]
    public void The_job_diagram_is_the_table() => Assert.Contains(Diagram(JobLife.Table), Docs, StringComparison.Ordinal);

    private static string Diagram<TState, TTrigger>(Transitions<TState, TTrigger> table)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        var arrows = table.Select(row => $"    {Snake.Case(row.From)} --> {Snake.Case(row.To)}: {Snake.Case(row.On)}");
        return $"```mermaid\nstateDiagram-v2\n    [*] --> {Snake.Case(table.First().From)}\n{string.Join('\n', arrows)}\n```";
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Preciso.sln")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }
}
