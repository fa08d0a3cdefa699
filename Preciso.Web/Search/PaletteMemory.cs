namespace Preciso.Web.Search;

/// <summary>What was typed when the palette was closed without going anywhere.</summary>
public sealed class PaletteMemory
{
    public string Text { get; set; } = "";
}
