using Takedown.Contracts;

namespace Takedown.Core.SharedTargets;

/// <summary>A list of <c>shared-targets.json</c>.</summary>
/// <param name="Kind">What its entries are.</param>
/// <param name="Source">Where it was published.</param>
/// <param name="Entries">Host names, or address ranges.</param>
internal sealed record SharedTargetList(SharedTarget Kind, string Source, IReadOnlyList<string> Entries);
