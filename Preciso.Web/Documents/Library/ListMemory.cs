namespace Preciso.Web.Documents.Library;

/// <summary>How a person last filtered the list: who comes back to it finds it so.</summary>
public sealed class ListMemory
{
    public string Query { get; set; } = "";
}
