namespace Preciso.Reading.Hwp;

/// <summary>What an HWP 5 document says of its letters, paragraphs and numbers (DocInfo).</summary>
internal sealed class HwpStyles
{
    private const int LetterFlags = 46;
    private const uint Raised = 1 << 15;
    private const int NumberingAt = 30;
    private const int Levels = 7;
    private const int HeadSize = 12;

    private readonly List<bool> _raised = [];
    private readonly List<(HwpHead Head, int Level, int List)> _paragraphs = [];
    private readonly List<HwpNumbering> _lists = [];

    public HwpStyles(IEnumerable<HwpRecord> records)
    {
        var all = records.SelectMany(record => record.Children.Prepend(record));
        foreach (var record in all)
        {
            switch (record.Tag)
            {
                case HwpTag.CharShape:
                    _raised.Add((record.Long(LetterFlags) & Raised) != 0);
                    break;
                case HwpTag.ParaShape:
                    var flags = record.Long(0);
                    _paragraphs.Add(((HwpHead)((flags >> 23) & 3), (int)((flags >> 25) & 7), record.Short(NumberingAt)));
                    break;
                case HwpTag.Numbering:
                    _lists.Add(new HwpNumbering(Read(record)));
                    break;
            }
        }
    }

    private enum HwpHead
    {
        None,
        Outline,
        Number,
        Bullet,
    }

    public bool IsRaised(uint letters) => letters < _raised.Count && _raised[(int)letters];

    /// <summary>From 1; null if it is no heading.</summary>
    public int? HeadingLevel(int paragraph) => Find(paragraph) is (HwpHead.Outline, var level, _) ? level + 1 : null;

    /// <summary>Counts it where it has a number.</summary>
    /// <param name="outline">The list that the section's headings count in, from 1.</param>
    public string Next(int paragraph, int outline)
    {
        var (head, level, list) = Find(paragraph);
        var at = head switch { HwpHead.Outline => outline, HwpHead.Number => list, _ => 0 } - 1;
        return at >= 0 && at < _lists.Count ? _lists[at].Next(level) : "";
    }

    private (HwpHead Head, int Level, int List) Find(int paragraph) =>
        paragraph < _paragraphs.Count ? _paragraphs[paragraph] : default;

    private static List<HwpLevel> Read(HwpRecord record)
    {
        var levels = new List<HwpLevel>();
        var at = 0;
        for (var level = 0; level < Levels && at < record.Data.Length; level++)
        {
            var (format, length) = ((int)((record.Long(at) >> 5) & 0xF), record.Short(at + HeadSize));
            levels.Add(new HwpLevel(record.Text(at + HeadSize + 2, length), HwpNumbering.Format(format), 1));
            at += HeadSize + 2 + (2 * length);
        }
        for (var level = 0; level < levels.Count && at + 2 + (4 * level) + 4 <= record.Data.Length; level++)
        {
            var start = record.Long(at + 2 + (4 * level)); // behind the first number of the whole list
            levels[level] = levels[level] with { Start = start is > 0 and < 10_000 ? (int)start : 1 };
        }
        return levels;
    }
}
