using Preciso.Documents;
using Preciso.Reading.Facts.Numbers;

namespace Preciso.Reading.Facts.Ledgers;

/// <summary>Accounts for every number of a page: each is in a fact, else in a cell, else in running text, or is lost.</summary>
internal sealed class LedgerKeeper
{
    private readonly PageNumbers _numbers;
    private readonly Dictionary<PlacedCell, TokenBag> _inCells = [];
    private readonly Dictionary<PlacedCell, TokenBag> _inFacts = [];
    private readonly PlaceIndex<TokenBag> _elsewhere;

    private LedgerKeeper(PageReading page, PageNumbers numbers, IReadOnlyList<Fact> facts)
    {
        _numbers = numbers;
        _elsewhere = new PlaceIndex<TokenBag>(page.Height);
        foreach (var fact in facts)
        {
            BagOf(fact).Add(fact.Printed);
        }
    }

    public static NumberLedger Keep(PageReading page, PageNumbers numbers, IReadOnlyList<Fact> facts, IReadOnlyList<TotalCheck> totals)
    {
        var keeper = new LedgerKeeper(page, numbers, facts);
        var accounts = numbers.All.Select(number => (Number: number, Account: keeper.Account(number))).ToList();
        List<LostNumber> lost =
        [
            .. accounts.Where(item => item.Account is Unreadable or NotInCell)
                .Select(item => new LostNumber(item.Number.Printed, item.Number.Word.Box, item.Account)),
            .. page.Dropped.Select(printed => new LostNumber(printed, null, "dropped")),
        ];
        return new NumberLedger(
            page.Page, accounts.Count + page.Dropped.Count, Count(InFact), Count(InCell), Count(InText), lost, totals);

        int Count(string account) => accounts.Count(item => item.Account == account);
    }

    private const string InFact = "in_fact";
    private const string InCell = "in_cell";
    private const string InText = "in_text";
    private const string Unreadable = "unreadable";
    private const string NotInCell = "not_in_cell";

    private string Account(PageNumber number)
    {
        if (number.IsUnreadable)
        {
            return Unreadable;
        }

        if (_elsewhere.At(number.Word.Box).Any(bag => bag.Take(number.Printed)))
        {
            return InFact;
        }

        return number.Cell is not { } cell ? InText
            : _inFacts.TryGetValue(cell, out var facts) && facts.Take(number.Printed) ? InFact
            : CellBag(cell).Take(number.Printed) || SaysTheSame(cell) ? InCell
            : NotInCell;
    }

    private TokenBag BagOf(Fact fact)
    {
        var cell = fact.Cell is { } place ? _numbers.At(place) : null;
        if (cell is not null)
        {
            return _inFacts.TryGetValue(cell, out var known) ? known : _inFacts[cell] = new TokenBag();
        }

        var bag = new TokenBag();
        _elsewhere.Add(fact.Box, bag);
        return bag;
    }

    private TokenBag CellBag(PlacedCell cell)
    {
        if (!_inCells.TryGetValue(cell, out var bag))
        {
            _inCells[cell] = bag = new TokenBag();
            bag.Add(cell.Cell.AsRead); // a corrected number accounts for the one that is printed
        }

        return bag;
    }

    /// <summary>The cell may have joined what the words print in parts ("1," "234").</summary>
    private static bool SaysTheSame(PlacedCell cell) =>
        string.Concat(cell.Tokens.SelectMany(Digit)) == string.Concat(NumberTokens.Find(cell.Cell.AsRead).SelectMany(Digit));

    private static IEnumerable<char> Digit(string token) => token.Where(char.IsDigit);
}
