using Preciso.Documents;

namespace Preciso.Web.Documents;

/// <summary>One of two documents that are laid side by side, at one of its pages.</summary>
/// <param name="Page">Null where it has no such page.</param>
public sealed record ComparedDocument(DocumentDetail Detail, PageReading? Page, DocumentFields Fields)
{
    public Guid Id => Detail.Document.Id;

    /// <param name="id">Of an address that anyone may have typed: what is none is not found.</param>
    public static async Task<ComparedDocument> Ask(IDocuments documents, Caller caller, string? id, int page, CancellationToken cancel)
    {
        var document = Guid.TryParse(id, out var known) ? known : Guid.Empty;
        var detail = documents.Get(caller, document, cancel);
        var pages = documents.Pages(caller, document, page, 1, cancel);
        var fields = documents.Fields(caller, document, cancel);
        return new ComparedDocument(await detail, (await pages).SingleOrDefault(found => found.Page == page), await fields);
    }
}
