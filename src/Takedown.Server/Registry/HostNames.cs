using Takedown.Core.Routing;

namespace Takedown.Server.Registry;

internal static class HostNames
{
    /// <summary>
    /// Parses stored hosts. One that an older program took and this one refuses matches nothing: nobody can name it.
    /// </summary>
    /// <param name="platforms">The platforms with their hosts.</param>
    /// <param name="refused">Receives the hosts that cannot be read.</param>
    public static List<(HostPattern Pattern, Guid PlatformId)> Parse(
        IEnumerable<Organisation> platforms, List<string> refused)
    {
        var patterns = new List<(HostPattern, Guid)>();
        foreach (var (host, id) in platforms.SelectMany(p => p.Hosts.Select(h => (h, p.Id))))
        {
            if (HostPattern.Parse(host, out var pattern) is HostFault.None) patterns.Add((pattern!, id));
            else refused.Add(host);
        }
        return patterns;
    }
}
