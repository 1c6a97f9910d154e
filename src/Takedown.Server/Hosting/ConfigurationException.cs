
namespace Takedown.Server.Hosting;

/// <summary>The start stops here; the message is meant for the operator's terminal.</summary>
internal sealed class ConfigurationException(IReadOnlyList<string> faults)
    : Exception("The configuration has faults:" + Environment.NewLine
        + string.Join(Environment.NewLine, faults.Select(f => "  - " + f)))
{
    public IReadOnlyList<string> Faults => faults;
}
