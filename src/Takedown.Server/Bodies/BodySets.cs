using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Bodies;

/// <summary>The bodies whose work a caller reads.</summary>
internal static class BodySets
{
    /// <summary>
    /// Of a body: itself, and the bodies of its region and below that have one of its functions. Null, which is all, of
    /// the operator.
    /// </summary>
    public static IReadOnlyList<Guid>? BodiesOf(this RegistrySnapshot registry, Caller caller) =>
        caller.Kind is OrganisationKind.Operator ? null
        : registry.Regulators.TryGetValue(caller.Id, out var own)
            ? [.. registry.Regulators.Values.Where(body => body.Id == own.Id
                || (Region.IsWithin(body.Region, own.Region)
                    && body.FunctionList.Intersect(own.FunctionList).Any())).Select(body => body.Id)]
        : [];
}
