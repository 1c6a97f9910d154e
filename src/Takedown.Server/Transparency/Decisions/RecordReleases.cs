using Takedown.Core.Transparency;
using Takedown.Storage;

namespace Takedown.Server.Transparency.Decisions;

/// <summary>What the projector of the public record is told of decisions.</summary>
internal static class RecordReleases
{
    public static async Task<IReadOnlyDictionary<Guid, ReleaseProfile>> OfAsync(
        Session s, IReadOnlyCollection<Guid> notices, ReleaseProfile usual) =>
        (await RecordDecisionStore.OfAsync(s, notices)).ToDictionary(d => d.Key, d => usual.With([.. d]));
}
