using Takedown.Core.Accounts;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>As how many a strike counts: as the gravest of its notices does, each by its own policy.</summary>
internal static class StrikeWeights
{
    /// <summary>The weight of a removal.</summary>
    public static int Of(RegistrySnapshot registry, NoticeRow notice) =>
        Of(registry, notice.Policy, notice.PolicyVersion, notice.Mark);

    private const string Marks = "SELECT id, policy, policy_version, mark FROM notices WHERE id IN ";

    /// <summary>
    /// Weighs strikes that have lost grounds. Where all notices that are left are named, these are read; of more, the
    /// number of grave ones is known, and while there are any the weight stays.
    /// </summary>
    public static async Task<IReadOnlyList<StoredStrike>> AnewAsync(
        Session s, RegistrySnapshot registry, IReadOnlyList<StoredStrike> left)
    {
        if (left.All(strike => strike.Weight == 1)) return left;
        List<Guid> ids = [.. left.Where(IsRead).SelectMany(strike => strike.Named)];
        var marks = ids.Count == 0 ? [] : await s.QueryAsync<MarkedRow>(Marks + s.In("ids"), new { ids = s.Ids(ids) });
        var weights = marks.ToDictionary(m => m.Id, m => Of(registry, m.Policy, m.PolicyVersion, m.Mark));
        return [.. left.Select(strike => IsRead(strike)
            ? strike.Weighed([.. strike.Named.Select(id => weights.GetValueOrDefault(id, 1))])
            : strike with { Weight = strike.Grave > 0 ? strike.Weight : 1 })];
    }

    private static bool IsRead(StoredStrike strike) => strike is { Weight: > 1, Grounds: > 0, IsAllNamed: true };

    private static int Of(RegistrySnapshot registry, string policy, int version, long? mark) =>
        Ladder.WeightOf(registry.PolicyOf(policy, version).Strikes, mark);

    private sealed record MarkedRow
    {
        public Guid Id { get; init; }
        public string Policy { get; init; } = "";
        public int PolicyVersion { get; init; }
        public long? Mark { get; init; }
    }
}
