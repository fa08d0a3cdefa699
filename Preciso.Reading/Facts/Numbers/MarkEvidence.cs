namespace Preciso.Reading.Facts.Numbers;

/// <summary>Gathers what the numbers of a column, a table or a document say about which of point and comma parts the decimals.</summary>
internal sealed class MarkEvidence
{
    /// <summary>So many likely prints are as good as one that proves.</summary>
    private const int Enough = 2;

    /// <summary>One side so many times as often as the other leaves no doubt: the few are marks and slips.</summary>
    private const int Overwhelming = 10;

    private int _points;
    private int _commas;
    private int _likePoints;
    private int _likeCommas;
    private int _withPoint;

    public void Take(string digits)
    {
        var proved = Prove(digits);
        _withPoint += proved == DecimalMark.Point && digits.Contains('.', StringComparison.Ordinal) ? 1 : 0;
        if (proved == DecimalMark.Unsaid)
        {
            var likely = Digits.Suggests(digits);
            _likePoints += likely == DecimalMark.Point ? 1 : 0;
            _likeCommas += likely == DecimalMark.Comma ? 1 : 0;
        }
    }

    /// <summary>Those of a text that prove; a chapter (2.1) and a list (4,5) look like decimals.</summary>
    public void TakeProof(string text)
    {
        foreach (var token in NumberTokens.Find(text))
        {
            Prove(token);
        }
    }

    public void Take(MarkEvidence other)
    {
        _points += other._points;
        _commas += other._commas;
        _likePoints += other._likePoints;
        _likeCommas += other._likeCommas;
    }

    public bool HasNoDecimals => _withPoint == 0 && _likePoints == 0;

    public DecimalMark Mark
    {
        get
        {
            var points = _points + (_likePoints >= Enough || _points > 0 ? _likePoints : 0);
            var commas = _commas + (_likeCommas >= Enough || _commas > 0 ? _likeCommas : 0);
            return (points, commas) switch
            {
                (0, 0) => DecimalMark.Unsaid,
                _ when points > Overwhelming * commas => DecimalMark.Point,
                _ when commas > Overwhelming * points => DecimalMark.Comma,
                _ => DecimalMark.Either,
            };
        }
    }

    private DecimalMark Prove(string digits)
    {
        var proved = Digits.Proves(digits);
        _points += proved == DecimalMark.Point ? 1 : 0;
        _commas += proved == DecimalMark.Comma ? 1 : 0;
        return proved;
    }
}
