using Npgsql;
using Preciso.Documents;

namespace Preciso.Grains.Core;

/// <summary>
/// Writes a document's passages, so that answers can be found in it. The room that answers has it; the one that reads documents calls it.
/// </summary>
public interface IPassageIndex
{
    /// <summary>The vector of each passage, from its heading and its text.</summary>
    Task<IReadOnlyList<ReadOnlyMemory<float>>> Embed(Caller caller, IReadOnlyList<NewPassage> passages, CancellationToken cancel);

    /// <summary>Replaces whatever an earlier attempt wrote of this document.</summary>
    IEnumerable<NpgsqlBatchCommand> Replacement(
        Guid tenantId, Guid documentId, string filename, IReadOnlyList<NewPassage> passages, IReadOnlyList<ReadOnlyMemory<float>> vectors);

    /// <summary>Takes all of this document out of the index.</summary>
    NpgsqlBatchCommand Removal(Guid tenantId, Guid documentId);

    /// <summary>By what a text is found in <c>documents_holding</c>, each once.</summary>
    IReadOnlyList<string> Terms(string text);
}
