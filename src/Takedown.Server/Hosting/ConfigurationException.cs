
namespace Takedown.Server.Hosting;

/// <summary>Aborts the start-up. The message is written to the terminal of the operator.</summary>
internal sealed class ConfigurationException(IReadOnlyList<string> faults)
    : Exception("The configuration is invalid:" + Environment.NewLine
        + string.Join(Environment.NewLine, faults.Select(f => "  - " + f)))
{
    public IReadOnlyList<string> Faults => faults;
}
