using Preciso.Documents;

namespace Preciso.Web.Documents.Library;

/// <summary>What a list can show of a document beside its name and tags.</summary>
public enum DocumentColumn
{
    State,
    Type,
    Space,
    Pages,
    Size,
    Owner,
    Added,
}

public static class DocumentColumns
{
    /// <summary>Until a person chooses.</summary>
    public static readonly IReadOnlySet<DocumentColumn> Usual = new HashSet<DocumentColumn>
    {
        DocumentColumn.State, DocumentColumn.Pages, DocumentColumn.Owner, DocumentColumn.Added,
    };

    /// <summary>A phone's cards leave out what one rarely looks for.</summary>
    public static string HeaderClass(this DocumentColumn column) =>
        column is DocumentColumn.State or DocumentColumn.Added ? "library-figure" : "library-figure d-none d-md-table-cell";

    public static string CellClass(this DocumentColumn column) => column is DocumentColumn.State ? "" : column.HeaderClass();

    /// <summary>What the list is ordered by where a person chooses this column; null where it cannot be.</summary>
    public static DocumentSort? Sort(this DocumentColumn column) => column switch
    {
        DocumentColumn.State => DocumentSort.State,
        DocumentColumn.Type => DocumentSort.Type,
        DocumentColumn.Pages => DocumentSort.Pages,
        DocumentColumn.Size => DocumentSort.Size,
        DocumentColumn.Owner => DocumentSort.Owner,
        DocumentColumn.Added => DocumentSort.Added,
        _ => null,
    };
}
