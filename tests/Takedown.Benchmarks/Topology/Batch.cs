using System.Text;
using System.Text.Json;

namespace Takedown.Benchmarks.Topology;

/// <summary>Notices created before the measurement starts, as lines and as the body that contains them.</summary>
/// <param name="Sender">The claimant.</param>
/// <param name="Lines">One item per line.</param>
/// <param name="Valid">The number of valid notices for each platform, by the number of the platform.</param>
internal sealed record Batch(Claimant Sender, IReadOnlyList<string> Lines, IReadOnlyList<int> Valid)
{
    public int Count => Lines.Count;

    public int Accepted { get; } = Valid.Sum();

    /// <summary>The client reference of the first notice.</summary>
    public string FirstRef
    {
        get
        {
            using var line = JsonDocument.Parse(Lines[0]);
            return line.RootElement.GetProperty("clientRef").GetString()!;
        }
    }

    public byte[] Body { get; } = Encoding.UTF8.GetBytes(string.Join('\n', Lines));
}
