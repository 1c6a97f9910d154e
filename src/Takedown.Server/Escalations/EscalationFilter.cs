using Takedown.Contracts;

namespace Takedown.Server.Escalations;

/// <summary>The filter of a list of escalations, limited to those that the reader may see.</summary>
/// <param name="Platforms">The platforms of the reader's region, or the requested one.</param>
/// <param name="Functions">The reader's functions; null for the operator, who may read all.</param>
/// <param name="Status">Null for all.</param>
internal sealed record EscalationFilter(
    IReadOnlyList<Guid> Platforms, IReadOnlyList<string>? Functions, EscalationStatus? Status);
