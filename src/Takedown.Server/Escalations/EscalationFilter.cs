using Takedown.Contracts;
using Takedown.Server.Registry;

namespace Takedown.Server.Escalations;

/// <summary>The filter of a list of escalations, limited to those that the reader may see.</summary>
/// <param name="Platforms">The platforms of the reader's region, or the requested one.</param>
/// <param name="Functions">The reader's functions; null for the operator, who may read all.</param>
/// <param name="Status">Null for all.</param>
internal sealed record EscalationFilter(
    IReadOnlyList<Guid> Platforms, IReadOnlyList<string>? Functions, EscalationStatus? Status)
{
    /// <summary>Regions whose claimants and accused the reader sees too; none if one platform is asked for.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>Bodies below the reader whose escalations it reads, wherever they are.</summary>
    public IReadOnlyList<Guid> Below { get; init; } = [];

    /// <summary>Whether the reader sees most of all escalations.</summary>
    public bool SeesMost { get; init; }

    /// <summary>Whether it sees all of its functions.</summary>
    public bool SeesAll { get; init; }

    /// <summary>Of a caller, who has jurisdiction over the platform if one is asked for.</summary>
    public static EscalationFilter Of(
        RegistrySnapshot registry, Guid caller, Guid? platform, EscalationStatus? status)
    {
        var body = registry.Regulators.GetValueOrDefault(caller);
        if (platform is { } one) return new([one], body?.FunctionList, status);
        var all = new EscalationFilter(registry.PlatformsOf(caller), body?.FunctionList, status)
        {
            SeesMost = true, SeesAll = true,
        };
        return body is null ? all : all with
        {
            Places = body.Places,
            Below = registry.ExplicitlyBelow(caller),
            SeesMost = registry.SeesMost(body),
            SeesAll = false,
        };
    }
}
