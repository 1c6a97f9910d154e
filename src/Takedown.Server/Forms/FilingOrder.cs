using Takedown.Core.Filings;
using Takedown.Core.Routing;
using Takedown.Server.Bodies;
using Takedown.Server.Registry;

namespace Takedown.Server.Forms;

/// <summary>Who files to whom: to the nearest body above of the same line, or else of its addressee.</summary>
internal static class FilingOrder
{
    /// <summary>The body that accepts the forms of another; the operator where none is registered above it.</summary>
    public static Guid SuperiorOf(this RegistrySnapshot registry, Organisation body, ReportingLine line) =>
        Region.Chain(body.Region).Skip(1).FirstOrDefault() is { } above
            ? registry.BodyFor(above, line.Function) ?? registry.BodyFor(above, line.Addressee) ?? registry.OperatorId
            : registry.OperatorId;

    /// <summary>The bodies directly below, by region.</summary>
    public static IReadOnlyList<Organisation> BelowOf(
        this RegistrySnapshot registry, Organisation body, ReportingLine line) =>
        [.. registry.Regulators.Values.Where(r => r.Id != body.Id && r.Region != body.Region
                && r.FunctionList.Contains(line.Function) && Region.IsWithin(r.Region, body.Region)
                && registry.SuperiorOf(r, line) == body.Id)
            .OrderBy(r => r.Region, StringComparer.Ordinal).ThenBy(r => r.Id)];

    /// <summary>The platforms whose notices are a body's own work.</summary>
    public static IReadOnlyList<Guid> PlatformsOf(
        this RegistrySnapshot registry, Organisation body, ReportingLine line) =>
        [.. registry.Platforms.Values.Where(p => registry.BodyFor(p.Region, line.Function) == body.Id)
            .Select(p => p.Id)];
}
