namespace Takedown.Server.Http;

/// <summary>Finds the organisation of a key; null for an unknown or revoked key.</summary>
internal delegate Task<Caller?> KeyLookup(string key, CancellationToken cancellation);
