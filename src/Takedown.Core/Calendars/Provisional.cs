namespace Takedown.Core.Calendars;

/// <summary>
/// What a provisional due time was computed from. It counts working days that its calendar does not cover, and this is
/// enough to compute it anew by a later version.
/// </summary>
/// <param name="Calendar">Code of the calendar.</param>
/// <param name="Version">Version of the calendar that computed it last.</param>
/// <param name="Start">Start of the deadline.</param>
/// <param name="Days">Limit in working days.</param>
/// <param name="Due">The due time as computed, without the pauses that moved it since.</param>
public sealed record Provisional(string Calendar, int Version, DateTimeOffset Start, int Days, DateTimeOffset Due);
