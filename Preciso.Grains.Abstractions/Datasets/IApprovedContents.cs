namespace Preciso.Datasets;

/// <summary>What stands in approved documents as it is. The documents' room offers it to whoever gives it out.</summary>
public interface IApprovedContents
{
    IAsyncEnumerable<FactRow> Facts(Caller caller, DatasetFilter filter, CancellationToken cancel);

    IAsyncEnumerable<PassageRow> Passages(Caller caller, DatasetFilter filter, CancellationToken cancel);
}
