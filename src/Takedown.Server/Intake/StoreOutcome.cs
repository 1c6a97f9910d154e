namespace Takedown.Server.Intake;

/// <summary>Outcome of storing a chunk.</summary>
internal enum StoreOutcome
{
    /// <summary>The chunk is committed.</summary>
    Done,
    /// <summary>Another request with the same key stored items at this position first.</summary>
    Overtaken,
    /// <summary>The API key of the request was revoked during the request.</summary>
    KeyRevoked,
}

/// <summary>Outcome of a chunk and, if it is committed, of each item.</summary>
internal readonly record struct StoreResult(StoreOutcome Outcome, ItemOutcome[] Items);
