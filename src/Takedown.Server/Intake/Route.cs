using Takedown.Contracts;
using Takedown.Server.Registry;

namespace Takedown.Server.Intake;

/// <summary>What routing decided for an item.</summary>
internal sealed record Route(Organisation Platform, string Regime, SlaPolicy Policy, string Target, byte[] OpenKey);
