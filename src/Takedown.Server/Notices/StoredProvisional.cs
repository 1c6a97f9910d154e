using System.Text.Json;
using System.Text.Json.Serialization;
using Takedown.Core.Calendars;
using Takedown.Core.Deadlines;

namespace Takedown.Server.Notices;

/// <summary>
/// What a provisional due time was computed from, as stored beside it. Few deadlines have one: those that start in the
/// last weeks of a calendar.
/// </summary>
internal sealed record StoredProvisional
{
    [JsonPropertyName("k")]
    public DeadlineKind Kind { get; init; }

    [JsonPropertyName("c")]
    public required string Calendar { get; init; }

    [JsonPropertyName("v")]
    public int Version { get; init; }

    [JsonPropertyName("s")]
    public DateTimeOffset Start { get; init; }

    [JsonPropertyName("n")]
    public int Days { get; init; }

    [JsonPropertyName("u")]
    public DateTimeOffset Due { get; init; }

    /// <summary>The marks of those deadlines that have one and are stored together; null if none has.</summary>
    public static string? Write(params ReadOnlySpan<Deadline> deadlines)
    {
        List<StoredProvisional>? marks = null;
        foreach (var deadline in deadlines)
        {
            if (deadline.Provisional is not { } from) continue;
            (marks ??= []).Add(new()
            {
                Kind = deadline.Kind,
                Calendar = from.Calendar,
                Version = from.Version,
                Start = from.Start,
                Days = from.Days,
                Due = from.Due,
            });
        }
        return marks is null ? null : JsonSerializer.Serialize(marks, StoredJson.Default.ListStoredProvisional);
    }

    /// <summary>The mark of a deadline; null if it has none.</summary>
    public static Provisional? Read(string? stored, DeadlineKind kind) =>
        stored is null ? null : Read(stored).FirstOrDefault(mark => mark.Kind == kind)?.Mark;

    /// <summary>Whether a later version of a calendar than that of a mark is known.</summary>
    public static bool IsOutdated(string? stored, Func<string, CompiledCalendar?> latest) =>
        stored is not null && Read(stored).Any(mark => latest(mark.Calendar)?.Version > mark.Version);

    private Provisional Mark => new(Calendar, Version, Start, Days, Due);

    private static List<StoredProvisional> Read(string stored) =>
        JsonSerializer.Deserialize(stored, StoredJson.Default.ListStoredProvisional)!;
}
