using Preciso.Web.Resources;

namespace Preciso.Web.Questions;

/// <summary>An answer as it is copied: its text, and under it where that stands.</summary>
public static class Citation
{
    public static string Write(Exchange exchange, Texts texts)
    {
        var text = string.Join('\n', exchange.Statements.Select(statement => statement.Text));
        var places = exchange.Cited.GroupBy(cited => cited.Evidence.Filename)
            .Select(file => $"{file.Key}, {Pages([.. file.Select(cited => cited.Evidence.Page).Distinct().Order()], texts)}");
        return $"{text}\n\n{texts.Format("copied_source", string.Join("; ", places))}";
    }

    private static string Pages(IReadOnlyList<int> pages, Texts texts) =>
        string.Join(", ", pages.Select(page => texts.Format("page_number", page)));
}
