using Takedown.Contracts;

namespace Takedown.Server.Http;

/// <summary>The kinds of organisation as people call them.</summary>
internal static class KindNames
{
    public static string Of(OrganisationKind kind, string language) => Messages.Text(kind switch
    {
        OrganisationKind.Claimant => "kind.claimant",
        OrganisationKind.Platform => "kind.platform",
        OrganisationKind.Regulator => "kind.regulator",
        OrganisationKind.Operator => "kind.operator",
    }, language);
}
