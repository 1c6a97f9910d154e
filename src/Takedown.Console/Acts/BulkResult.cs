namespace Takedown.Screens.Acts;

/// <summary>What became of one of many.</summary>
/// <param name="Id">Which.</param>
/// <param name="IsDone">Whether it was done.</param>
/// <param name="Text">What it is now, or why it was not done.</param>
public sealed record BulkResult(Guid Id, bool IsDone, string Text);
