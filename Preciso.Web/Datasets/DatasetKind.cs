namespace Preciso.Web.Datasets;

/// <summary>What approved documents yield, by the letters that engineers call it.</summary>
public enum DatasetKind
{
    /// <summary>B.</summary>
    Facts,

    /// <summary>C.</summary>
    Passages,

    /// <summary>D.</summary>
    Triples,

    /// <summary>A.</summary>
    Samples,
}
