using Takedown.Contracts;

namespace Takedown.Server.Escalations;

/// <summary>Which escalations a reader asks for and may see.</summary>
/// <param name="Platforms">Those of the reader's region, or the one asked for.</param>
/// <param name="Functions">The reader's functions; null for the operator, who may read all.</param>
/// <param name="Status">Null for all.</param>
internal sealed record EscalationFilter(
    IReadOnlyList<Guid> Platforms, IReadOnlyList<string>? Functions, EscalationStatus? Status);
