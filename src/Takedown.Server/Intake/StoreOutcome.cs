namespace Takedown.Server.Intake;

/// <summary>What storing a chunk came to.</summary>
internal enum StoreOutcome
{
    /// <summary>Durable.</summary>
    Done,
    /// <summary>Another request with the same key got there first; the batch is further than we knew.</summary>
    Overtaken,
    /// <summary>The API key of the request was revoked meanwhile.</summary>
    KeyRevoked,
}

/// <summary>The outcome of a chunk and, where it is durable, of each of its items.</summary>
internal readonly record struct StoreResult(StoreOutcome Outcome, ItemOutcome[] Items);
