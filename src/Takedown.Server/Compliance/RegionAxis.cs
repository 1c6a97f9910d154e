using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Server.Compliance;

/// <summary>By whose region notices are counted. The numbers are stored.</summary>
[JsonConverter(typeof(KebabEnumConverter<RegionAxis>))]
internal enum RegionAxis
{
    /// <summary>The platform's, which is not stored with the counts: they are those of the platform.</summary>
    Platform,
    /// <summary>The claimant's at the acceptance.</summary>
    Claimant,
    /// <summary>The accused's, where the notice says it.</summary>
    Accused,
}

/// <summary>Where something is counted.</summary>
/// <param name="Axis">Whose region.</param>
/// <param name="Region">The region; null for the platform's.</param>
/// <param name="PlatformId">The platform.</param>
internal readonly record struct CountedAt(RegionAxis Axis, string? Region, Guid PlatformId);
