using Preciso.Documents;
using Preciso.Reading.Ocr;
using Preciso.Reading.Tables;

namespace Preciso.Reading;

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
            Language = PageLanguage.Guess(page.Blocks),
        };
    }
}
