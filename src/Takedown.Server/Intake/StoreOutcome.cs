
namespace Takedown.Server.Intake;

/// <summary>What storing a chunk came to.</summary>
internal enum StoreOutcome
{
    /// <summary>Durable.</summary>
    Done,
    /// <summary>Another request with the same key got there first; the batch is further than we knew.</summary>
    Overtaken,
    /// <summary>The key that sends was revoked meanwhile.</summary>
    KeyRevoked,
}
