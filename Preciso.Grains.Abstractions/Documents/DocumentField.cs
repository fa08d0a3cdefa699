namespace Preciso.Documents;

public enum FieldType
{
    Text,
    Date,
    Amount,
    Number,

    /// <summary>사업자등록번호; its check digit has to be right.</summary>
    BusinessNumber,

    /// <summary>주민등록번호; only ever kept masked.</summary>
    ResidentNumber,
    Account,
    Phone,
    Email,
    Address,
}

public enum FieldOrigin
{
    Extracted,
    Corrected,
}

/// <summary>A field of a document with its evidence.</summary>
/// <param name="Printed">As it stands on the page, or as a person corrected it.</param>
/// <param name="Value">In its type's standard form: dates as 2018-03-05, amounts with a point and no separators; null if it is not
/// one.</param>
/// <param name="Snippet">The line that it stands in.</param>
/// <param name="Version">From 1; raised by each correction, which names the version that it was made on.</param>
/// <param name="CorrectedBy">Who corrected it last; null for nobody.</param>
public sealed record DocumentField(
    string Name, FieldType Type, string Printed, string? Value, int Page, Box Box, string Snippet, ReadingMethod Method, double Confidence,
    FieldOrigin Origin = FieldOrigin.Extracted, int Version = 1, Guid? CorrectedBy = null);

public enum CheckOutcome
{
    Pass,
    Warn,
    Fail,
}

/// <summary>One rule's word on one document.</summary>
/// <param name="Rule">The kind of rule, for example <c>equals</c>.</param>
/// <param name="Field">Null where it is the document as a whole.</param>
/// <param name="Code">Names the outcome for the console's texts, for example <c>not_equal</c>; null when it passed.</param>
/// <param name="Reason">The same in English, with the values; null when it passed.</param>
/// <param name="Similarity">0 to 1, where the rule measures one.</param>
/// <param name="Other">The other document, for a duplicate.</param>
public sealed record FieldCheck(
    string Rule, string? Field, CheckOutcome Outcome, string? Code = null, string? Reason = null, string? Expected = null,
    string? Actual = null, double? Similarity = null, Guid? Other = null);
