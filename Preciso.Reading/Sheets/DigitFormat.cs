using System.Globalization;
using System.Text;

namespace Preciso.Reading.Sheets;

/// <summary>Prints the digits of a number into the places that a format has for them.</summary>
internal sealed class DigitFormat
{
    private const string Places = "0#?";
    private const int MostDecimals = 20;

    private readonly IReadOnlyList<FormatToken> _tokens;
    private readonly int _firstPlace;
    private readonly int _point;
    private readonly int _wholePlaces;
    private readonly int _decimals;
    private readonly int _thousandfolds;
    private readonly bool _groups;

    private DigitFormat(FormatSection section)
    {
        _tokens = section.Tokens;
        var places = Enumerable.Range(0, _tokens.Count).Where(i => IsPlace(_tokens[i])).ToList();
        _firstPlace = places.Count == 0 ? -1 : places[0];
        _point = Enumerable.Range(0, _tokens.Count).Where(i => Is(_tokens[i], '.')).DefaultIfEmpty(_tokens.Count).First();
        _wholePlaces = places.Count(place => place < _point);
        _decimals = Math.Min(places.Count - _wholePlaces, MostDecimals);
        var lastWhole = places.Where(place => place < _point).DefaultIfEmpty(-1).Last();
        var last = places.DefaultIfEmpty(-1).Last();
        _groups = Enumerable.Range(0, _tokens.Count).Any(i => Is(_tokens[i], ',') && i > _firstPlace && i < lastWhole);
        _thousandfolds = Enumerable.Range(lastWhole + 1, _tokens.Count - lastWhole - 1).TakeWhile(i => Is(_tokens[i], ',')).Count()
            + (last > lastWhole ? Enumerable.Range(last + 1, _tokens.Count - last - 1).TakeWhile(i => Is(_tokens[i], ',')).Count() : 0);
    }

    /// <summary>Null if the number does not fit: nothing is printed that is not the number.</summary>
    public static string? Print(FormatSection section, double number)
    {
        if (section.Tokens.Any(token => token is { Literal: null, Mark: 'E' }))
        {
            return number.ToString(section.Code, CultureInfo.InvariantCulture);
        }
        return decimal.TryParse(
            Math.Abs(number).ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? new DigitFormat(section).Print(value, isNegative: number < 0 && !section.HasOwnSign)
            : null;
    }

    private static bool Is(FormatToken token, char mark) => token.Literal is null && token.Mark == mark;

    private static bool IsPlace(FormatToken token) => token.Literal is null && Places.Contains(token.Mark);

    private string? Print(decimal value, bool isNegative)
    {
        try
        {
            for (var percent = _tokens.Count(token => Is(token, '%')); percent > 0; percent--)
            {
                value *= 100;
            }
        }
        catch (OverflowException)
        {
            return null;
        }
        for (var fold = 0; fold < _thousandfolds; fold++)
        {
            value /= 1000;
        }
        value = decimal.Round(value, _decimals, MidpointRounding.AwayFromZero);
        var digits = value.ToString("F" + _decimals, CultureInfo.InvariantCulture).Split('.');
        var printed = Fill(digits[0].TrimStart('0'), digits.Length > 1 ? digits[1] : "");
        return isNegative && value != 0 ? "-" + printed : printed;
    }

    private string Fill(string whole, string decimals)
    {
        var printed = new StringBuilder();
        var place = 0;
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (!IsPlace(_tokens[i]))
            {
                printed.Append(_tokens[i] switch
                {
                    { Literal: { } literal } => literal,
                    { Mark: ',' } => "",
                    { Mark: '.' } when i == _point => (_wholePlaces == 0 ? whole : "") + (_decimals > 0 ? "." : ""),
                    { Mark: var mark } => mark.ToString(),
                });
            }
            else if (i < _point)
            {
                Whole(printed, whole, _wholePlaces - 1 - place++, isFirst: i == _firstPlace, _tokens[i].Mark);
            }
            else
            {
                Decimal(printed, decimals, place++ - _wholePlaces, _tokens[i].Mark);
            }
        }
        return printed.ToString();
    }

    /// <param name="position">Of the place, from the right; the first place takes all digits that are left of it too.</param>
    private void Whole(StringBuilder printed, string digits, int position, bool isFirst, char mark)
    {
        for (var at = isFirst ? Math.Max(position, digits.Length - 1) : position; at >= position; at--)
        {
            char? digit = at < digits.Length ? digits[digits.Length - 1 - at] : mark switch { '0' => '0', '?' => ' ', _ => null };
            if (digit is not null)
            {
                printed.Append(digit).Append(_groups && at > 0 && at % 3 == 0 ? "," : "");
            }
        }
    }

    private static void Decimal(StringBuilder printed, string digits, int position, char mark)
    {
        var isLeft = position < digits.Length && digits.AsSpan(position).ContainsAnyExcept('0');
        if (isLeft || mark == '0')
        {
            printed.Append(position < digits.Length ? digits[position] : '0');
        }
    }
}
