using System.Collections.Frozen;

namespace Takedown.Core.Routing;

/// <summary>Finds the regulator responsible for an escalation (属地管理, 谁主管谁负责).</summary>
public sealed class RegulatorIndex
{
    private readonly FrozenDictionary<(string Region, string Function), Guid> _byPost;

    /// <summary>
    /// Builds the index, which is immutable. If two regulators have the same region and function, the lower id wins.
    /// </summary>
    public RegulatorIndex(IEnumerable<(Guid Id, string Region, IReadOnlyList<string> Functions)> regulators) =>
        _byPost = regulators
            .SelectMany(r => r.Functions, (r, function) => (Post: (r.Region, function), r.Id))
            .GroupBy(p => p.Post, p => p.Id)
            .ToFrozenDictionary(g => g.Key, g => g.Min());

    /// <summary>The same with the region where it was found; null if there is none.</summary>
    public (Guid Id, string Region)? Find(string region, string function)
    {
        foreach (var step in Region.Chain(region))
            if (_byPost.TryGetValue((step, function), out var id)) return (id, step);
        return null;
    }

    /// <summary>
    /// Returns the regulator with the function in the smallest region that contains <paramref name="region"/>, or null.
    /// </summary>
    public Guid? Nearest(string region, string function) => Find(region, function)?.Id;
}
