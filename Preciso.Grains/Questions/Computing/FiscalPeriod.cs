using System.Globalization;

namespace Preciso.Grains.Questions.Computing;

public enum PartOfYear
{
    Whole,
    Q1,
    Q2,
    Q3,
    Q4,
    H1,
    H2,
}

/// <summary>A year or a part of one, as people name it. Which days it has depends on when the year of a company ends.</summary>
/// <param name="Year">Null for the latest that there is.</param>
public readonly record struct FiscalPeriod(int? Year, PartOfYear Part = PartOfYear.Whole)
{
    private static readonly string[] Korean = ["", " 1분기", " 2분기", " 3분기", " 4분기", " 상반기", " 하반기"];

    /// <summary>How long it is.</summary>
    public int Months => Part switch
    {
        PartOfYear.Whole => 12,
        PartOfYear.H1 or PartOfYear.H2 => 6,
        _ => 3,
    };

    /// <summary>How many months of its year have gone by when it ends.</summary>
    private int Elapsed => Part switch
    {
        PartOfYear.Whole or PartOfYear.H2 => 12,
        PartOfYear.H1 => 6,
        _ => 3 * (int)Part,
    };

    public FiscalPeriod Before(int years) => this with { Year = Year - years };

    /// <summary>Its last day.</summary>
    /// <param name="lastMonth">Of the year of the company, 12 for the calendar's.</param>
    public DateOnly End(int lastMonth) => new DateOnly(Year!.Value, lastMonth, 1).AddMonths(Elapsed - 12 + 1).AddDays(-1);

    /// <summary>As a sentence says it.</summary>
    public string Say(bool korean) => korean ? $"{Year}년{Korean[(int)Part]}" : Part switch
    {
        PartOfYear.Whole => $"FY{Year}",
        PartOfYear.H1 => $"the first half of {Year}",
        PartOfYear.H2 => $"the second half of {Year}",
        _ => $"{Part} {Year}",
    };

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Year}{(Part == PartOfYear.Whole ? "" : Part)}");
}
