using Npgsql;

namespace Preciso.Grains.Jobs;

/// <summary>
/// What a kind's completed jobs show of the result that they keep, where that is not the whole of it: registered by the room whose kind it
/// is.
/// </summary>
public interface IShownResult
{
    string Kind { get; }

    /// <param name="connection">In a transaction of the reader's tenant.</param>
    /// <param name="result">As it is kept, JSON.</param>
    Task<string> Show(NpgsqlConnection connection, Caller reader, string result);
}
