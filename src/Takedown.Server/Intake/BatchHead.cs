namespace Takedown.Server.Intake;

/// <summary>What is stored of a body with its batch, when the batch opens.</summary>
/// <param name="Defaults">Text of the defaults; null if there are none.</param>
/// <param name="FirstRow">The row of item 0 if every row is an item; 0 for JSON.</param>
/// <param name="Heading">What is needed to read a row of the table again; null for other formats.</param>
/// <param name="Metadata">The claimant's own data; null if there are none yet.</param>
internal sealed record BatchHead(byte[]? Defaults, int FirstRow, string? Heading, byte[]? Metadata);
