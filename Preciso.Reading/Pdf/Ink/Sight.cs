using Preciso.Documents;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>
/// Tells what a reader of the page cannot see: text of the colour that it stands on, covered, clipped away, printed without ink, or so
/// small that it is a dot. Where the page does not tell, text counts as seen.
/// </summary>
internal sealed class Sight(Paints paints)
{
    private const double SmallestPrint = 1;
    private const double Faintest = 0.05;
    private const double LeastOfLetter = 0.25;
    private const double LeastOfRun = 0.8;

    private readonly bool _isScan = paints.IsScan;

    /// <summary>Of one letter.</summary>
    public bool IsUnseen(Printed letter) =>
        IsWithoutInk(letter) || Part(letter, letter.Box) < LeastOfLetter || !Has(letter, 2, lost: false);

    /// <summary>Some of the run may be unseen, or raised within a word: its letters are worth a look.</summary>
    public bool IsDoubtful(Printed run) =>
        run.IsRaised || run.IsSoft || run.Size < SmallestPrint || run.Opacity < Faintest || (!run.IsDrawn && !IsOnPicture(run))
        || Part(run, paints.OnPage(run.Box)) < LeastOfRun
        || Has(run, (int)Math.Clamp(run.Box.Width / Math.Max(1, run.Size), 2, 40), lost: true);

    /// <summary>
    /// Letters for machines only are the text of what is drawn there: of a picture, or of letters that are drawn as shapes.
    /// </summary>
    private bool IsWithoutInk(Printed text) =>
        text.Size < SmallestPrint
        || ((text.Opacity < Faintest || !text.IsDrawn) && !IsOnPicture(text) && !paints.HasShapeIn(text.Box));

    private bool IsOnPicture(Printed text) => paints.At(Middle(text.Box)).Any(paint => paint.IsPicture);

    /// <summary>How much of it is within what is not clipped away.</summary>
    private static double Part(Printed text, Box box)
    {
        var clip = text.Clip;
        var (width, height) = (Math.Max(box.Width, 0.01), Math.Max(box.Height, 0.01));
        var across = Math.Min(box.X0 + width, clip.X1) - Math.Max(box.X0, clip.X0);
        var down = Math.Min(box.Y0 + height, clip.Y1) - Math.Max(box.Y0, clip.Y0);
        return Math.Max(0, across) * Math.Max(0, down) / (width * height);
    }

    private bool IsLost(Printed text, Spot spot)
    {
        var isDrawn = text.IsDrawn && text.Opacity >= Faintest;
        Paint? under = null;
        foreach (var paint in paints.Near(spot))
        {
            if (!paint.Covers(spot))
            {
                continue;
            }
            if (paint.Order < text.Order)
            {
                under = paint;
            }
            else if (paint.Hides && !(paint.IsPicture && _isScan) && isDrawn)
            {
                return true;
            }
        }
        var ground = under is null ? Colour.Paper : under.Colour;
        return isDrawn && ground is { } below && text.Fill is { } ink && ink.LooksLike(below);
    }

    private static Spot Middle(Box box) => new((box.X0 + box.X1) / 2, (box.Y0 + box.Y1) / 2);

    /// <summary>It is lost, or is not, at any of a few spots, so many from its left to its right.</summary>
    private bool Has(Printed text, int across, bool lost)
    {
        var box = text.Box;
        for (var i = 0; i < across; i++)
        {
            var x = box.X0 + (box.Width * (i + 0.5) / across);
            if (IsLost(text, new Spot(x, box.Y0 + (0.3 * box.Height))) == lost
                || IsLost(text, new Spot(x, box.Y0 + (0.7 * box.Height))) == lost)
            {
                return true;
            }
        }
        return false;
    }
}
