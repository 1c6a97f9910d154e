using Microsoft.AspNetCore.Http;

namespace Takedown.Screens.Api;

/// <summary>What pages need of the server. They have no other way to the data.</summary>
public interface IPageServer
{
    /// <summary>Has the API answer a request in this process, as the caller of the session or without a key.</summary>
    Task<ApiAnswer> CallAsync(HttpContext http, ISignedIn? caller, ApiRequest request);

    /// <summary>Runs a request again from the beginning, after its method and path were changed.</summary>
    Task RunAgainAsync(HttpContext http);

    DateTimeOffset Now { get; }
}

/// <summary>What the console needs beside that: its sessions.</summary>
public interface IConsoleServer : IPageServer
{
    /// <summary>Opens a session for a key. Returns its token, which is stored as a hash only.</summary>
    Task<string> OpenAsync(Guid keyId);

    /// <summary>
    /// The caller of a session; null if it is unknown, ended, idle for too long, or its key is revoked.
    /// </summary>
    Task<ISignedIn?> FindAsync(string token, CancellationToken cancellation);

    Task CloseAsync(string token);

    /// <summary>The open sessions of the caller's key, newest first.</summary>
    Task<IReadOnlyList<OpenSession>> SessionsAsync(ISignedIn caller, CancellationToken cancellation);

    /// <summary>Ends a session of the caller's key by its name.</summary>
    Task EndAsync(ISignedIn caller, string name);

    /// <summary>Whether a link may sign in: in a sandbox, where keys are worth nothing.</summary>
    bool HasLinks { get; }
}

/// <summary>An open session.</summary>
/// <param name="Name">Identifies it, and is no secret.</param>
/// <param name="OpenedAt">When its key was exchanged for it.</param>
/// <param name="SeenAt">Its last use, to the minute.</param>
/// <param name="EndsAt">When it ends at the latest.</param>
/// <param name="IsThis">Whether the request is of it.</param>
public sealed record OpenSession(
    string Name, DateTimeOffset OpenedAt, DateTimeOffset SeenAt, DateTimeOffset EndsAt, bool IsThis);

/// <summary>A caller that the server knows by a session.</summary>
public interface ISignedIn
{
    /// <summary>Identifies the session, and is no secret.</summary>
    string Name { get; }
}
