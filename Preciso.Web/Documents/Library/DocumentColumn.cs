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
        DocumentColumn.State, DocumentColumn.Space, DocumentColumn.Pages, DocumentColumn.Owner, DocumentColumn.Added,
    };

    public static bool IsFigure(this DocumentColumn column) =>
        column is DocumentColumn.Pages or DocumentColumn.Size or DocumentColumn.Added;

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
