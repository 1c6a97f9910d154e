using Takedown.Core.Routing;

namespace Takedown.Server.Registry;

internal static class HostNames
{
    /// <summary>A host as stored, which was checked when it came in.</summary>
    public static HostPattern Parse(string text) =>
        HostPattern.Parse(text, out var pattern) is HostFault.None ? pattern!
            : throw new InvalidOperationException($"The stored host '{text}' cannot be read.");
}
