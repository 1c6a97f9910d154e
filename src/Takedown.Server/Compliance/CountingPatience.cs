namespace Takedown.Server.Compliance;

/// <summary>
/// How long a read of figures waits for the counters to include events committed just before it. On PostgreSQL an older
/// transaction of any database of the server can hold them back.
/// </summary>
internal sealed record CountingPatience(TimeSpan Limit);
