using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Compliance.Scores;

/// <summary>
/// Who reads a score: the organisation itself, the regulators of its place, and the operator. Neither side reads that
/// of the other, as with the compliance counts.
/// </summary>
internal static class ScoreAccess
{
    /// <summary>The platforms whose answers a caller reads in the score of a claimant.</summary>
    public static IReadOnlyList<Guid> PlatformsFor(this RegistrySnapshot registry, Caller caller) =>
        caller.Kind is OrganisationKind.Claimant ? [.. registry.Platforms.Keys] : registry.PlatformsOf(caller.Id);

    /// <summary>A claimant whose score a caller reads; null for others.</summary>
    public static async Task<Organisation?> ClaimantAsync(
        Session s, OrganisationStore organisations, RegistrySnapshot registry, Caller caller, Guid id)
    {
        if (caller.Kind is OrganisationKind.Claimant && caller.Id != id) return null;
        if (await organisations.FindAsync(s, id) is not { Kind: OrganisationKind.Claimant } claimant) return null;
        if (caller.Kind is not OrganisationKind.Regulator) return claimant;
        return registry.Regulators[caller.Id].Holds(claimant.Region)
            || await SentToAsync(s, id, registry.PlatformsOf(caller.Id)) ? claimant : null;
    }

    private static async Task<bool> SentToAsync(Session s, Guid claimant, IReadOnlyList<Guid> platforms) =>
        await s.FirstAsync<long?>(
            $"SELECT 1 FROM compliance_notifiers WHERE platform_id IN {s.In("platforms")} AND claimant_id = @claimant "
                + "LIMIT 1",
            new { platforms = s.Ids(platforms), claimant }) is not null;

    /// <summary>Whether a caller sees a notice behind a score that it reads.</summary>
    public static bool Sees(this RegistrySnapshot registry, Caller caller, NoticeRow notice) =>
        caller.Kind is not OrganisationKind.Regulator
        || registry.Covers(caller.Id, notice.PlatformId, notice.Regime, notice.Function);
}
