namespace Takedown.Server.Transparency;

/// <summary>How much the projector of the public record takes in one turn.</summary>
/// <param name="Notices">
/// Notices, but for those of the turn's last event. An event may have 500, and a turn is held in memory.
/// </param>
/// <param name="Named">Names of notices that it reads, with those whose published state has what is said.</param>
/// <param name="Events">Events that are read first; more are read while the turn has room.</param>
internal readonly record struct TurnSize(int Notices, int Named, int Events)
{
    /// <summary>Four events are a turn where each has as many notices as it may.</summary>
    public static TurnSize Whole { get; } = new(2_000, 10_000, 4);

    /// <summary>Beside batches that are stored, delivered and answered: over before anybody notices.</summary>
    public static TurnSize Small { get; } = new(250, 1_250, 1);
}
