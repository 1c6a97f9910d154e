using Takedown.Contracts;
using Takedown.Server.Registry;

namespace Takedown.Server.Intake;

/// <summary>Result of routing an item.</summary>
internal sealed record Route(Organisation Platform, string Regime, SlaPolicy Policy, string Target, byte[] OpenKey);
