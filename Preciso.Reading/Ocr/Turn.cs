using Preciso.Documents;

namespace Preciso.Reading.Ocr;

/// <summary>How a page was turned to stand upright.</summary>
/// <param name="Quarters">Quarter turns clockwise, 0 to 3, which came first.</param>
/// <param name="Degrees">A little clockwise after that, about the middle.</param>
public readonly record struct Turn(int Quarters, double Degrees)
{
    /// <summary>The size of the page when it stands upright.</summary>
    public PageSize Upright(PageSize shown) => Quarters % 2 == 0 ? shown : new PageSize(shown.Height, shown.Width);

    /// <summary>Where a box of the page as it is shown stands when the page is turned by quarters.</summary>
    public Box Level(Box box, PageSize shown) => Quarters switch
    {
        1 => new Box(shown.Height - box.Y1, box.X0, shown.Height - box.Y0, box.X1),
        2 => new Box(shown.Width - box.X1, shown.Height - box.Y1, shown.Width - box.X0, shown.Height - box.Y0),
        3 => new Box(box.Y0, shown.Width - box.X1, box.Y1, shown.Width - box.X0),
        _ => box,
    };

    /// <summary>The reading of the upright page with its boxes where they are on the page as it is shown.</summary>
    public PageReading Back(PageReading reading, PageSize shown)
    {
        if (this == default)
        {
            return reading;
        }
        var turn = this;
        return reading with
        {
            Width = shown.Width,
            Height = shown.Height,
            Blocks = [.. reading.Blocks.Select(block => block with
            {
                Lines = [.. block.Lines.Select(
                    line => new TextLine([.. line.Words.Select(word => word with { Box = turn.Back(word.Box, shown) })]))],
            })],
            Tables = [.. reading.Tables.Select(table => table with
            {
                Box = turn.Back(table.Box, shown),
                Cells = [.. table.Cells.Select(cell => cell with { Box = turn.Back(cell.Box, shown) })],
            })],
        };
    }

    private Box Back(Box box, PageSize shown)
    {
        var upright = Upright(shown);
        var turn = this;
        (double X, double Y)[] corners = [(box.X0, box.Y0), (box.X1, box.Y0), (box.X0, box.Y1), (box.X1, box.Y1)];
        var back = corners.Select(corner => turn.Quarter(turn.Straight(corner, upright), shown)).ToList();
        return new Box(
            Math.Max(0, back.Min(corner => corner.X)),
            Math.Max(0, back.Min(corner => corner.Y)),
            Math.Min(shown.Width, back.Max(corner => corner.X)),
            Math.Min(shown.Height, back.Max(corner => corner.Y)));
    }

    private (double X, double Y) Straight((double X, double Y) point, PageSize page)
    {
        var (sin, cos) = Math.SinCos(-Degrees * Math.PI / 180);
        var (x, y) = (point.X - (page.Width / 2), point.Y - (page.Height / 2));
        return ((page.Width / 2) + (x * cos) - (y * sin), (page.Height / 2) + (x * sin) + (y * cos));
    }

    private (double X, double Y) Quarter((double X, double Y) point, PageSize shown) => Quarters switch
    {
        1 => (point.Y, shown.Height - point.X),
        2 => (shown.Width - point.X, shown.Height - point.Y),
        3 => (shown.Width - point.Y, point.X),
        _ => point,
    };
}
