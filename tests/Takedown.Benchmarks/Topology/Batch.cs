using System.Text;
using System.Text.Json;

namespace Takedown.Benchmarks.Topology;

/// <summary>Notices made before the clock starts, as lines and as the body that carries them.</summary>
/// <param name="Sender">Whose they are.</param>
/// <param name="Lines">One item each.</param>
/// <param name="Valid">How many of them each platform will get, by its number.</param>
internal sealed record Batch(Claimant Sender, IReadOnlyList<string> Lines, IReadOnlyList<int> Valid)
{
    public int Count => Lines.Count;

    public int Accepted { get; } = Valid.Sum();

    /// <summary>By which the first notice is known again.</summary>
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
