using Takedown.Contracts;
using Takedown.Server.Registry;

namespace Takedown.Server.Intake;

/// <summary>Result of routing an item.</summary>
/// <param name="Platform">The platform that must act.</param>
/// <param name="Regime">Code of the regime.</param>
/// <param name="Function">The function a breach goes to where it is not that of the regime.</param>
/// <param name="Policy">The policy that applies.</param>
/// <param name="Target">Identity of the target.</param>
/// <param name="Tier">The tier of the notice: the sender's, or a higher one for a key work or a re-upload.</param>
/// <param name="OpenKey">The key shared by duplicates.</param>
/// <param name="AccusedRegion">Region of the accused, where the notice says it.</param>
/// <param name="Mark">What the notice is about, as <c>WorkMark</c> numbers it.</param>
/// <param name="Shared">Why a second person of the claimant confirms it first; null for nearly all.</param>
/// <param name="Uploaded">The work of the account that the notice names, as <c>WorkMark</c> numbers it.</param>
/// <param name="Choice">Chooses again where it is a re-upload.</param>
internal sealed record Route(
    Organisation Platform, string Regime, string? Function, SlaPolicy Policy, string Target, Tier Tier,
    byte[] OpenKey, string? AccusedRegion, long Mark, SharedTarget? Shared,
    long? Uploaded, PolicyChoice Choice);
