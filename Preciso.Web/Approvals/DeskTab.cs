namespace Preciso.Web.Approvals;

/// <summary>What stands beside the page on a reviewer's desk, in the order of the tabs.</summary>
public enum DeskTab
{
    Fields,
    Tables,
    Numbers,
    Checks,
    History,
}
