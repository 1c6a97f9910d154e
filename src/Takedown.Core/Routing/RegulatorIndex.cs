using System.Collections.Frozen;

namespace Takedown.Core.Routing;

/// <summary>Finds the regulator that an escalation goes to (属地管理, 谁主管谁负责).</summary>
public sealed class RegulatorIndex
{
    private readonly FrozenDictionary<(string Region, string Function), Guid> _byPost;

    /// <summary>
    /// Builds the index; it never changes afterwards. Of two regulators with one post the lower id has it.
    /// </summary>
    public RegulatorIndex(IEnumerable<(Guid Id, string Region, IReadOnlyList<string> Functions)> regulators) =>
        _byPost = regulators
            .SelectMany(r => r.Functions, (r, function) => (Post: (r.Region, function), r.Id))
            .GroupBy(p => p.Post, p => p.Id)
            .ToFrozenDictionary(g => g.Key, g => g.Min());

    /// <summary>The nearest one up the region's chain that has the function, or null.</summary>
    public Guid? Nearest(string region, string function)
    {
        foreach (var step in Region.Chain(region)) if (_byPost.TryGetValue((step, function), out var id)) return id;
        return null;
    }
}
