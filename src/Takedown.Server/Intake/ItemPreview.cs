using Takedown.Contracts;
using Takedown.Server.Registry;

namespace Takedown.Server.Intake;

/// <summary>What a dry run asks about an item, refused ones too.</summary>
/// <param name="Platform">The platform that would get it.</param>
/// <param name="Regime">Code of the regime.</param>
/// <param name="Required">The elements that the regime requires of it.</param>
/// <param name="Topic">Its work type and mode, as counters have them.</param>
/// <param name="NeverTouch">The entry of the sender's own list that covers it.</param>
internal sealed record ItemPreview(
    Organisation Platform, string Regime, IReadOnlyList<string> Required, long Topic, NeverTouchEntry? NeverTouch);
