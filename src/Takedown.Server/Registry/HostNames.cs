using Takedown.Core.Routing;

namespace Takedown.Server.Registry;

internal static class HostNames
{
    /// <summary>Parses a stored host, which was validated when it was registered.</summary>
    public static HostPattern Parse(string text) =>
        HostPattern.Parse(text, out var pattern) is HostFault.None ? pattern!
            : throw new InvalidOperationException($"The stored host '{text}' cannot be read.");
}
