using Takedown.Contracts;

namespace Takedown.Server.Compliance;

/// <summary>Counts of one group.</summary>
/// <param name="PlatformId">The platform; null for all.</param>
/// <param name="Day">The first day of a point in time; null for the whole period.</param>
/// <param name="Counts">The counts.</param>
internal sealed record Group(Guid? PlatformId, DateOnly? Day, ComplianceCounts Counts);
