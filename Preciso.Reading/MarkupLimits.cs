namespace Preciso.Reading;

/// <summary>What a tree of elements may be: it is held in memory, and takes many times the room of its file.</summary>
internal static class MarkupLimits
{
    private const int Deepest = 256;
    private const int MostNodes = 3_000_000;

    public static void CheckSize(long bytes, ReadingOptions options)
    {
        if (bytes > options.MaxMarkupBytes)
        {
            throw TooLarge($"The file, or a part of it, has more than {options.MaxMarkupMegabytes} MB of HTML or XML. "
                + "Split it, or ask an administrator to raise Preciso__Reading__MaxMarkupMegabytes.");
        }
    }

    public static void CheckNodes(int nodes)
    {
        if (nodes > MostNodes)
        {
            throw TooLarge($"The file has more than {MostNodes} elements. Split it.");
        }
    }

    public static void CheckDepth(int depth, int deepest = Deepest)
    {
        if (depth > deepest)
        {
            throw ReadingException.Input("structure_too_deep",
                $"The elements of the file are nested more than {deepest} deep. Save it anew with the program that made it.");
        }
    }

    private static ReadingException TooLarge(string message) => ReadingException.Input("structure_too_large", message);
}
