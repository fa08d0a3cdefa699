using Preciso.Documents;

namespace Preciso.Reading.Facts.Bases;

/// <summary>
/// Facts of two tables that would say the same and print another number: the later ones are told apart by what their table stands under.
/// </summary>
internal sealed class Namesakes
{
    private const int Remembered = 50_000;

    private readonly Dictionary<string, (string Printed, string? Heading)> _seen = [];

    public Fact Tell(Fact fact, string? heading)
    {
        var key = string.Join(
            '\u001f', fact.Entity, fact.Segment, fact.MetricKey, fact.Period?.Key, fact.Basis, fact.Currency, fact.Unit);
        if (_seen.TryGetValue(key, out var other))
        {
            return other.Printed != fact.Printed && heading is not null && heading != other.Heading && fact.Segment is null
                ? fact with { Segment = heading }
                : fact;
        }

        if (_seen.Count < Remembered)
        {
            _seen[key] = (fact.Printed, heading);
        }

        return fact;
    }
}
