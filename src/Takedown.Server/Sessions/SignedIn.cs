using Takedown.Screens.Api;
using Takedown.Server.Http;

namespace Takedown.Server.Sessions;

/// <summary>The caller of a session.</summary>
/// <param name="Caller">As its key would be.</param>
/// <param name="Name">A part of the session's hash.</param>
internal sealed record SignedIn(Caller Caller, string Name) : ISignedIn;
