using System.Net;

namespace Takedown.Server.Http;

/// <summary>Finds the organisation of a key; null for an unknown or revoked key.</summary>
internal delegate Task<Caller?> KeyLookup(string key, CancellationToken cancellation);

/// <summary>Observes a request whose key was refused, by the address it came from.</summary>
internal delegate void SignInObserver(IPAddress? address);
