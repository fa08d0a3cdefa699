namespace Preciso.Web.Documents;

/// <summary>What stands beside a document's page, in the order of the tabs.</summary>
public enum DocumentTab
{
    Chunks,
    Text,
    Tables,
    Fields,
    Facts,
    Numbers,
    Checks,
    History,
    Reading,
}
