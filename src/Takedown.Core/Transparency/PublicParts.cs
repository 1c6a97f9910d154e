namespace Takedown.Core.Transparency;

/// <summary>An organisation in the public record.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its registered name.</param>
public sealed record PublicParty(Guid Id, string Name);

/// <summary>The reason of a refusal, without its text.</summary>
/// <param name="Code">One of the published codes.</param>
public sealed record PublicReason(string Code);

/// <summary>One event in the history of a notice.</summary>
/// <param name="At">When it was recorded.</param>
/// <param name="Type">Its type, as in the feed.</param>
public sealed record PublicStep(DateTimeOffset At, string Type);

/// <summary>What was said about a published notice and released by hand.</summary>
/// <param name="At">When it was said.</param>
/// <param name="By">Who said it, as a word: <c>platform</c>, <c>claimant</c>, <c>accused</c>, <c>operator</c>.</param>
/// <param name="Kind"><c>reply</c> or <c>correction</c>.</param>
/// <param name="Text">The released text.</param>
public sealed record PublicStatement(DateTimeOffset At, string By, string Kind, string Text);
