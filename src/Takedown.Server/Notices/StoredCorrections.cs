using System.Text.Json;
using System.Text.Json.Serialization;

namespace Takedown.Server.Notices;

/// <summary>The corrections of a platform that were applied to a notice.</summary>
internal sealed record StoredCorrections
{
    /// <summary>When the last one came.</summary>
    [JsonPropertyName("a")]
    public DateTimeOffset At { get; init; }

    /// <summary>The prints of their responses.</summary>
    [JsonPropertyName("p")]
    public IReadOnlyList<string> Prints { get; init; } = [];

    public static StoredCorrections? Read(string? stored) =>
        stored is null ? null : JsonSerializer.Deserialize(stored, StoredJson.Default.StoredCorrections);

    /// <summary>The column with one more.</summary>
    public static string With(string? stored, string print, DateTimeOffset at) => JsonSerializer.Serialize(
        new() { At = at, Prints = [.. Read(stored)?.Prints ?? [], print] }, StoredJson.Default.StoredCorrections);
}
