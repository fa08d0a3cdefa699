namespace Preciso.Web.Documents;

/// <summary>What stands beside a document's page: three tabs, and what one looks at less often.</summary>
public enum DocumentSide
{
    Content,
    Fields,
    History,
    Passages,
    Numbers,
    Reading,
}

public static class DocumentSides
{
    public static readonly DocumentSide[] Tabs = [DocumentSide.Content, DocumentSide.Fields, DocumentSide.History];

    public static readonly DocumentSide[] Others = [DocumentSide.Passages, DocumentSide.Numbers, DocumentSide.Reading];

    /// <summary>By the name in an address; those of before go on working, when each of nine was a tab.</summary>
    public static DocumentSide Named(string? name) => name switch
    {
        "fields" or "checks" or "facts" => DocumentSide.Fields,
        "history" => DocumentSide.History,
        "passages" or "chunks" => DocumentSide.Passages,
        "numbers" => DocumentSide.Numbers,
        "reading" => DocumentSide.Reading,
        _ => DocumentSide.Content,
    };
}
