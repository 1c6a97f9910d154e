using System.Globalization;

namespace Takedown.Faults.Schedule;

/// <summary>The parameters of a run. The same seed and number of kills give the same schedule.</summary>
internal sealed record Settings(int Seed, int Kills)
{
    /// <summary>Whether the webhooks of platforms answer without errors.</summary>
    public bool Steady { get; private init; }

    public int LargestBatch { get; private init; } = 2000;

    /// <summary>How often each fault of a cluster is done, in an order of the seed; null for the short form.</summary>
    public int? Rounds { get; } = Number("TAKEDOWN_FAULTS_ROUNDS");

    /// <summary>
    /// The most turns of those who quarrel and of those who tell stories: so many that they go on during all kills.
    /// </summary>
    public int MostTurns => Math.Max(FewTurns, Kills * 2);

    private const int FewKills = 6, FewTurns = 14;

    public static Settings Read() => new(
        Number("TAKEDOWN_FAULTS_SEED") ?? Random.Shared.Next(1, 1_000_000),
        Number("TAKEDOWN_FAULTS_KILLS") ?? FewKills);

    /// <summary>
    /// Where the time of deliveries is judged, platforms have no faults of their own; and the short form has few
    /// notices, because each is read at the end.
    /// </summary>
    public Settings OfCluster() => this with { Steady = true, LargestBatch = Rounds is null ? 50 : 200 };

    private static int? Number(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;
}
