using System.Text;

namespace Preciso.Bench.Demo;

/// <summary>Aligned lines for a terminal, where progress replaces itself, or for a file, where only results are written.</summary>
internal sealed class DemoScreen(TextWriter output)
{
    private const int NameWidth = 42;
    private const int StateWidth = 14;
    private const int TextWidth = 100;

    private readonly bool _terminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;

    public void Title(string title) => output.WriteLine($"{title}\n");

    public void Progress(string name, string state, int percent)
    {
        if (_terminal)
        {
            output.Write($"\r{Row(name, state)}{percent,3} %\e[K");
            output.Flush();
        }
    }

    public void Done(string name, string state, string outcome) =>
        output.WriteLine($"{(_terminal ? "\r\e[K" : "")}{Row(name, state)}{outcome}");

    public void Entry(string mark, string text)
    {
        var lines = Wrap(text);
        output.WriteLine($"  {mark}  {lines[0]}");
        foreach (var line in lines.Skip(1))
        {
            output.WriteLine($"     {line}");
        }
    }

    public void Source(string place, string snippet)
    {
        output.WriteLine($"     – {place}");
        foreach (var line in Wrap(snippet).Take(2))
        {
            output.WriteLine($"       {line}");
        }
    }

    public void Gap() => output.WriteLine();

    private static string Row(string name, string state) => $"  {Pad(name, NameWidth)}{Pad(state, StateWidth)}";

    private static string Pad(string text, int width) => text + new string(' ', Math.Max(1, width - Width(text)));

    private static List<string> Wrap(string text)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines[^1].Length > 0 && Width(lines[^1]) + 1 + Width(word) > TextWidth)
            {
                lines.Add("");
            }

            lines[^1] = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
        }

        return lines;
    }

    /// <summary>Hangul and other East Asian characters take two columns of a terminal.</summary>
    private static int Width(string text) => text.EnumerateRunes().Sum(rune => rune.Value switch
    {
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFF00 and <= 0xFF60 => 2,
        _ => 1,
    });
}
