using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>Further work that the passing of time brings and that is no deadline, such as strikes that lapse.</summary>
/// <param name="RunAsync">Handles at most so many and returns how many.</param>
internal sealed record SweepStep(Func<Session, DateTimeOffset, int, Task<int>> RunAsync);
