using System.Text.Json;
using System.Text.Json.Serialization;
using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Profiles;

/// <summary>What a profile says beside its contacts.</summary>
internal sealed record ProfileContent(
    IReadOnlyList<ComplaintChannel> Channels, string? Review, IReadOnlyList<PlatformFiling> Filings);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProfileContent))]
[JsonSerializable(typeof(IReadOnlyList<PlatformContact>))]
internal sealed partial class ProfileJson : JsonSerializerContext;

/// <summary>A profile as stored.</summary>
internal sealed record Profile
{
    public Guid PlatformId { get; init; }
    public int Version { get; init; }
    public string Content { get; init; } = """{"channels":[],"filings":[]}""";
    /// <summary>Apart from the rest, so that they can be erased.</summary>
    public string? Contacts { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public Guid? CheckedBy { get; init; }
    public string? CheckedByName { get; init; }
    public DateTimeOffset? CheckedAt { get; init; }
    public int? CheckedVersion { get; init; }
    public string? CheckNote { get; init; }

    public ProfileContent Said => JsonSerializer.Deserialize(Content, ProfileJson.Default.ProfileContent)!;

    public PlatformProfileView View(string? name)
    {
        var said = Said;
        return new()
        {
            PlatformId = PlatformId,
            PlatformName = name,
            Version = Version,
            ComplaintChannels = said.Channels,
            ReviewMechanism = said.Review,
            Filings = said.Filings,
            Contacts = Contacts is null ? null
                : JsonSerializer.Deserialize(Contacts, ProfileJson.Default.IReadOnlyListPlatformContact),
            UpdatedAt = UpdatedAt,
            CheckedBy = CheckedByName,
            CheckedAt = CheckedAt,
            CheckedVersion = CheckedVersion,
            CheckNote = CheckNote,
        };
    }

    /// <summary>As the audit trail shows it: without contacts.</summary>
    public PlatformProfileView Recorded => View(null) with { Contacts = null };

    /// <summary>What the platform wrote; a channel that stays keeps its last check.</summary>
    public Profile With(PlatformProfileInput input, DateTimeOffset now)
    {
        var checks = Said.Channels.ToDictionary(c => (c.Channel, c.Value), c => c.LastCheck);
        return this with
        {
            Version = Version + 1,
            Content = JsonSerializer.Serialize(
                new(
                    [.. (input.ComplaintChannels ?? []).Select(
                        c => c with { LastCheck = checks.GetValueOrDefault((c.Channel, c.Value)) })],
                    input.ReviewMechanism, input.Filings ?? []),
                ProfileJson.Default.ProfileContent),
            Contacts = input.Contacts is null ? null
                : JsonSerializer.Serialize(input.Contacts, ProfileJson.Default.IReadOnlyListPlatformContact),
            UpdatedAt = now,
        };
    }

    /// <summary>What a body found.</summary>
    public Profile With(ProfileCheckInput check, Guid body, string name, DateTimeOffset now)
    {
        var tried = (check.Channels ?? []).ToDictionary(c => c.Value!, c => c.Works!.Value);
        var said = Said;
        return this with
        {
            Content = JsonSerializer.Serialize(
                said with
                {
                    Channels = [.. said.Channels.Select(c => tried.TryGetValue(c.Value!, out var works)
                        ? c with { LastCheck = new() { At = now, Works = works, By = name, Version = Version } } : c)],
                },
                ProfileJson.Default.ProfileContent),
            CheckedBy = body,
            CheckedByName = name,
            CheckedAt = now,
            CheckedVersion = Version,
            CheckNote = check.Note,
        };
    }

    public static readonly Table<Profile> Table = new("platform_profiles",
    [
        new("platform_id", ColumnType.Id, p => p.PlatformId, Key: true),
        new("version", ColumnType.Number, p => p.Version),
        new("content", ColumnType.Text, p => p.Content),
        new("contacts", ColumnType.Text, p => p.Contacts),
        new("updated_at", ColumnType.Instant, p => p.UpdatedAt),
        new("checked_by", ColumnType.Id, p => p.CheckedBy),
        new("checked_by_name", ColumnType.Text, p => p.CheckedByName),
        new("checked_at", ColumnType.Instant, p => p.CheckedAt),
        new("checked_version", ColumnType.Number, p => p.CheckedVersion),
        new("check_note", ColumnType.Text, p => p.CheckNote),
    ]);
}
