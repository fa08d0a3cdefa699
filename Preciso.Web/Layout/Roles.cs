using Preciso.Tenants;

namespace Preciso.Web.Layout;

/// <summary>Who finds the way to what, as AuthorizeView wants it said.</summary>
public static class Roles
{
    public static readonly string Operators = Any(Role.Ops, Role.Admin);

    /// <summary>Owners mend their files, reviewers decide.</summary>
    public static readonly string Reviewers = Any(Role.Analyst, Role.Reviewer, Role.Admin);

    public static readonly string Admins = Any(Role.Admin);

    private static string Any(params Role[] roles) => string.Join(',', roles.Select(role => Snake.Case(role)));
}
