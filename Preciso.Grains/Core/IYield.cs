using Npgsql;
using Preciso.Documents;

namespace Preciso.Grains.Core;

/// <summary>
/// What a room makes of an approved document. A room registers its own; whoever decides about documents calls all that there are and knows
/// none of them.
/// </summary>
public interface IYield
{
    /// <summary>Makes it anew, in the transaction of the connection, which has seen that the approval stands.</summary>
    /// <param name="figures">Of the job's step: how much was made.</param>
    Task Build(ApprovedDocument document, NpgsqlConnection connection, Dictionary<string, double> figures);

    /// <summary>
    /// Takes it back, in the transaction that ends the approval: a correction, another decision, another reading, deletion.
    /// </summary>
    Task Withdraw(Guid documentId, UnitOfWork unit);
}
