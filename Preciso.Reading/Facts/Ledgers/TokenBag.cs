using Preciso.Reading.Facts.Numbers;

namespace Preciso.Reading.Facts.Ledgers;

/// <summary>The numeric tokens of some text, each to be taken once.</summary>
internal sealed class TokenBag
{
    private readonly Dictionary<string, int> _tokens = [];

    public void Add(string text)
    {
        foreach (var token in NumberTokens.Find(text))
        {
            _tokens[token] = _tokens.GetValueOrDefault(token) + 1;
        }
    }

    public bool Take(string token)
    {
        if (_tokens.GetValueOrDefault(token) == 0)
        {
            return false;
        }

        _tokens[token]--;
        return true;
    }
}
