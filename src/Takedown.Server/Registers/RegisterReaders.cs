using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Core.Routing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Registers;

/// <summary>
/// Whose lists a caller reads. A body reads those of the bodies of its region and functions, and of published registers
/// those of the bodies above it; a platform reads the published lists of the bodies whose region it is in.
/// </summary>
internal static class RegisterReaders
{
    private static readonly Dictionary<string, RegisterDefinition> ByCode =
        DefaultPack.Registers.ToDictionary(r => r.Code, StringComparer.Ordinal);

    /// <summary>The register, if the caller may read any list of it.</summary>
    public static RegisterDefinition? Find(string code, Caller caller) =>
        ByCode.GetValueOrDefault(code) is { } register
            && (register.Published || caller.Kind is not OrganisationKind.Platform) ? register : null;

    /// <summary>The bodies whose lists the caller reads; null for all.</summary>
    public static IReadOnlyList<Guid>? OwnersOf(
        this RegistrySnapshot registry, RegisterDefinition register, Caller caller)
    {
        var below = registry.BodiesOf(caller);
        if (!register.Published || below is null || registry.RegionOf(caller.Id) is not { } region) return below;
        return [.. registry.Regulators.Values.Where(body => Region.IsWithin(region, body.Region))
            .Select(body => body.Id).Union(below)];
    }

    public static bool Reads(this RegistrySnapshot registry, RegisterDefinition register, Caller caller, Guid owner) =>
        registry.OwnersOf(register, caller) is not { } owners || owners.Contains(owner);
}
