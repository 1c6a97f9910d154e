using Takedown.Screens.Api;
using Takedown.Server.Hosting;

namespace Takedown.Server.Sessions;

/// <summary>The server as pages without a session use it.</summary>
internal class PageServer(ApiPipeline pipeline, TimeProvider time) : IPageServer
{
    public DateTimeOffset Now => time.GetUtcNow();

    public Task<ApiAnswer> CallAsync(HttpContext http, ISignedIn? caller, ApiRequest request) =>
        pipeline.CallAsync(http, (caller as SignedIn)?.Caller, request);

    public Task RunAgainAsync(HttpContext http) => pipeline.RunAgainAsync(http);
}

/// <summary>The server as the console uses it.</summary>
internal sealed class ConsoleServer(
    ApiPipeline pipeline, SessionStore sessions, TakedownOptions options, TimeProvider time)
    : PageServer(pipeline, time), IConsoleServer
{
    public bool HasLinks => options.Sandbox;

    public Task<string> OpenAsync(Guid keyId) => sessions.OpenAsync(keyId);

    public async Task<ISignedIn?> FindAsync(string token, CancellationToken cancellation) =>
        await sessions.FindAsync(token, cancellation);

    public Task CloseAsync(string token) => sessions.CloseAsync(token);

    public Task<IReadOnlyList<OpenSession>> SessionsAsync(ISignedIn caller, CancellationToken cancellation) =>
        sessions.ListAsync((SignedIn)caller, cancellation);

    public Task EndAsync(ISignedIn caller, string name) => sessions.EndAsync((SignedIn)caller, name);
}
