using System.Globalization;

namespace Preciso.Tests.Reading;

/// <summary>A table made up by a seed: what each cell says, and how it is set.</summary>
public sealed class RandomTable
{
    private static readonly string[] English =
    [
        "Net sales", "Cost of products sold", "Gross profit", "Selling expenses", "Research costs", "Interest income", "Income tax benefit",
        "Net earnings",
        "Deferred revenue from long service agreements with customers", "Property and plant", "Goodwill", "Inventories", "Trade payables",
        "Lease liabilities due after more than five years",
    ];

    private static readonly string[] Korean =
    [
        "매출액", "매출원가", "매출총이익", "판매비와관리비", "영업이익", "금융수익", "법인세비용", "당기순이익", "유형자산", "무형자산 및 영업권",
        "종속기업 및 관계기업에 대한 투자자산의 장부금액", "재고자산", "매입채무", "비지배지분에 귀속되는 포괄손익 합계액", "자본총계",
    ];

    private static readonly string[] Groups = ["Current period", "Previous period", "Full year results", "당기 실적", "전기 실적"];
    private static readonly string[] HeadsOf = ["2024", "2023", "Budget", "Actual amount", "Change in percent", "당기말", "전기말", "증감률",
        "제 12 기", "Total"];

    private readonly Random _random;
    private readonly List<RandomCell> _cells = [];

    public RandomTable(int seed)
    {
        _random = new Random(seed);
        Columns = _random.Next(2, 9);
        Body = _random.Next(2, 31);
        Ruled = _random.Next(2) == 0;
        Middle = _random.Next(3) / 2.0;
        IsKorean = _random.Next(2) == 0;
        HeadRows = AddHeads();
        for (var row = HeadRows; row < HeadRows + Body; row++)
        {
            AddRow(row);
        }
    }

    public int Columns { get; }

    public int HeadRows { get; }

    public int Body { get; }

    public int Rows => HeadRows + Body;

    public bool Ruled { get; }

    /// <summary>Where a cell of one line stands beside one of several: 0 at the first of them, 1 at the last.</summary>
    public double Middle { get; }

    public bool IsKorean { get; }

    public IReadOnlyList<RandomCell> Cells => _cells;

    private int AddHeads()
    {
        var rows = Columns >= 5 && _random.Next(2) == 0 ? 2 : 1;
        _cells.Add(new RandomCell(0, 0, IsKorean ? "구분" : "Item", rows));
        for (var column = 1; column < Columns;)
        {
            var span = rows == 2 && column + 1 < Columns ? _random.Next(2, Math.Min(4, Columns - column + 1)) : 1;
            if (span > 1)
            {
                _cells.Add(new RandomCell(0, column, Pick(Groups), 1, span));
            }
            for (var i = 0; i < span; i++)
            {
                _cells.Add(new RandomCell(span > 1 ? 1 : 0, column + i, Pick(HeadsOf), span > 1 ? 1 : rows));
            }
            column += span;
        }
        return rows;
    }

    private void AddRow(int row)
    {
        var isFirst = row == HeadRows;
        if (!isFirst && row < Rows - 1 && _random.Next(12) == 0)
        {
            _cells.Add(new RandomCell(row, 0, IsKorean ? "기타 항목:" : "Other items:"));
            return;
        }
        _cells.Add(new RandomCell(row, 0, Pick(IsKorean ? Korean : English)));
        for (var column = 1; column < Columns; column++)
        {
            if (isFirst || (row == Rows - 1 && column == 1) || _random.Next(8) != 0)
            {
                _cells.Add(new RandomCell(row, column, Figure(column)));
            }
        }
    }

    private string Figure(int column)
    {
        var number = _random.Next(100, 99_999);
        return ((column + Columns) % 4, _random.Next(8)) switch
        {
            (_, 0) => string.Create(CultureInfo.InvariantCulture, $"({number:N0})"),
            (3, _) => string.Create(CultureInfo.InvariantCulture, $"{number / 1000.0:0.0}%"),
            (2, 1) => "-",
            _ => number.ToString("N0", CultureInfo.InvariantCulture),
        };
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}

public sealed record RandomCell(int Row, int Column, string Text, int RowSpan = 1, int ColumnSpan = 1);
