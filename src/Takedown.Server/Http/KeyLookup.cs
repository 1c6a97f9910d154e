using System.Net;

namespace Takedown.Server.Http;

/// <summary>Finds the caller of a key; null for an unknown or revoked key.</summary>
internal delegate Task<Caller?> KeyLookup(string key, CancellationToken cancellation);

/// <summary>Finds the person of a subject at the sign-in provider; null for an unknown or retired person.</summary>
internal delegate Task<Caller?> SubjectLookup(string subject, CancellationToken cancellation);

/// <summary>Observes a request whose key was refused, by the address it came from.</summary>
internal delegate void SignInObserver(IPAddress? address);
