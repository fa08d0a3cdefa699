using Preciso.Documents;
using Preciso.Grains.Documents.Reading.Ocr;
using Preciso.Grains.Documents.Reading.Tables;

namespace Preciso.Grains.Documents.Reading;

/// <summary>What the words of a page are by their place and print: tables, headings, lists, the page's edge, a language.</summary>
internal static class PageStructure
{
    public static PageReading Recognise(PageReading page, Rulings rulings)
    {
        if (page.IsEmpty)
        {
            return page;
        }
        var tables = TableFinder.Find(page, rulings);
        return page with
        {
            Tables = tables,
            Blocks = new BlockKinds(page, tables).Mark(),
            Language = Letters.LanguageOf(page),
        };
    }
}
