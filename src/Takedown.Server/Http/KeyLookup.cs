using System.Net;

namespace Takedown.Server.Http;

/// <summary>Finds the caller of a key; null for an unknown or revoked key.</summary>
internal delegate Task<Caller?> KeyLookup(string key, CancellationToken cancellation);

/// <summary>Finds the person of a subject at the sign-in provider; null for an unknown or retired person.</summary>
internal delegate Task<Caller?> SubjectLookup(string subject, CancellationToken cancellation);

/// <summary>Finds the researcher of a key to the public record; null for an unknown or revoked key.</summary>
internal delegate Task<RecordReader?> ReaderLookup(string key, CancellationToken cancellation);

/// <summary>A researcher who reads the public record with a key.</summary>
internal sealed record RecordReader(Guid Id);

/// <summary>Observes a request whose key was refused, by the address it came from.</summary>
internal delegate void SignInObserver(IPAddress? address);
