namespace Takedown.Contracts;

/// <summary>Status of the delivery of a notice.</summary>
public sealed record DeliveryView
{
    /// <summary>
    /// <c>pending</c>, <c>delivered</c>, <c>failed</c>, or <c>offered</c>: the platform did not take its
    /// push in time, so the notice was made available in the platform's pull inbox, and its deadlines run.
    /// </summary>
    public required string Status { get; init; }
    /// <summary>Number of failed attempts so far; each attempt includes several tries.</summary>
    public int Failures { get; init; }
    /// <summary>Stable code of the last failure.</summary>
    public string? Code { get; init; }
}
