using System.Text.RegularExpressions;

namespace Preciso.Reading.Facts.Tables;

/// <summary>Tells by its words what a head or a label is for.</summary>
internal static partial class HeadWords
{
    /// <summary>Over the labels only what counts the rows; "Item" and "Note" stand there over words.</summary>
    public static bool IsReference(string head, int column) => column > 0 ? Reference().IsMatch(head) : RowNumber().IsMatch(head);

    /// <summary>Over a column that says the unit of each row.</summary>
    public static bool IsUnit(string head) => Unit().IsMatch(head);

    /// <summary>Its rows are people, companies or places, and its columns say what is measured of them.</summary>
    public static bool NamesEntities(string stub) => Entities().IsMatch(stub);

    /// <summary>Columns that are the parts of one whole.</summary>
    public static bool IsConsolidation(string head) => Consolidation().IsMatch(head);

    /// <summary>What changed between two periods is of neither.</summary>
    public static bool IsChange(string head) => Change().IsMatch(head);

    /// <summary>Columns whose numbers make no sum.</summary>
    public static bool IsNoSum(string head) => IsChange(head) || NoSum().IsMatch(head);

    public static bool IsTotal(string label) => Total().IsMatch(label);

    /// <summary>A label that says nothing without what it stands under.</summary>
    public static bool IsAmbiguous(string label) => Ambiguous().IsMatch(label);

    [GeneratedRegex(@"^\W*(?:주석|주\s?석|notes?|ref(?:erence)?|no|번호|순번|#|page|쪽|페이지|line|item|exhibit)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^\W*(?:단위|units?|unit\s+of\s+measure(?:ment)?|uom|measure|einheit|currency|통화)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unit();

    [GeneratedRegex(@"^\W*(?:no|번호|순번|연번|#)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RowNumber();

    [GeneratedRegex(
        @"^\W*(?:(?:legal\s+)?(?:entity|company|subsidiary|name|director|nominee|segment|country|region|customer)(?:\s+name|\s+of\s+\w+)?|names?\s+of\s+.*|회\s?사\s?명?|법\s?인\s?명?|성\s?명|종속기업.*|관계기업.*|부문|사업부문|지역|국가|거래처|업체명?)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Entities();

    [GeneratedRegex(@"\b(?:consolidated|eliminations?|intersegment|reconciling)\b|연결|내부거래|연결조정",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Consolidation();

    [GeneratedRegex(@"\bchanges?\b|\bchg\b|\bdifferences?\b|\b(?:yoy|qoq|mom|y/y|q/q|y-o-y|q-o-q)\b|차이|차액|\bvariance\b|\bvs\.?\b|\bversus\b|\bgrowth\b|\binc(?:rease|\.)|\bdec(?:rease|\.)\s*[/)]|증감|증가율|감소|대비|비교",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Change();

    [GeneratedRegex(@"%|\b(?:percent(?:age)?|rates?|ratio|average|price|per\s+share)\b|비율|비중|평균|단가|률|율",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoSum();

    [GeneratedRegex(
        @"^\W*(?:(?:sub|grand)[\s-]?total|total)\b|\btotal\W*$|^\W*(?:총\s?)?(?:합\s?계|소\s?계|총\s?계|계|누\s?계|총액)\W*$|\S(?:합계|소계|총계)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Total();

    [GeneratedRegex(
        @"^\W*(?:sub-?total|total|other|others|net|basic|diluted|gross|current|deferred|domestic|foreign|federal|state|beginning|ending|average|amount|balance|합\s?계|소\s?계|계|기타|총계|기초|기말|금액|수량|비율)(?:\W|\(\w\))*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ambiguous();
}
