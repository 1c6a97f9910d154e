using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authorization;

namespace Takedown.Server.Limits;

/// <summary>
/// Limits failed sign-ins by address, before the key is looked up, so that guesses stop costing queries. A key that was
/// good a moment ago is always looked up: callers behind one address must not shut each other out.
/// </summary>
internal sealed class SignInLimit(Permits permits, LimitsCache limits, Refusal refusal)
{
    private const int MaxKnown = 10_000;

    /// <summary>A bucket is full again after a minute without a failure.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Hashes of keys that were good, with a secret of this process. One in 400,000 guesses looks like one of them and
    /// is looked up.
    /// </summary>
    private readonly ConcurrentDictionary<int, byte> known = new();

    private long lastFailure = TimeProvider.System.GetTimestamp() - (2 * TimeProvider.System.TimestampFrequency * 60);

    /// <summary>Runs before the authentication.</summary>
    public Task BeforeAsync(HttpContext http, RequestDelegate next)
    {
        if (IsQuiet || Offered(http) is not { } key || known.ContainsKey(Print(key))) return next(http);
        var permit = PermitOf(http);
        return permits.Left(permit) > 0 ? next(http)
            : refusal.AnswerAsync(http, permit, TimeSpan.FromMinutes(1) / permit.Limit);
    }

    /// <summary>Runs after the authentication.</summary>
    public Task AfterAsync(HttpContext http, RequestDelegate next)
    {
        // Where the provider could not be asked, nothing is known of the key.
        if (Offered(http) is not { } key
            || http.Features.Get<Http.Refusal>() is { Status: StatusCodes.Status503ServiceUnavailable })
        {
            return next(http);
        }
        var print = Print(key);
        if (http.User.Identity?.IsAuthenticated is true)
        {
            if (known.TryAdd(print, 0) && known.Count > MaxKnown) known.Clear();
        }
        else
        {
            known.TryRemove(print, out _);
            Volatile.Write(ref lastFailure, TimeProvider.System.GetTimestamp());
            permits.Take(PermitOf(http)).Dispose();
        }
        return next(http);
    }

    private bool IsQuiet => TimeProvider.System.GetElapsedTime(Volatile.Read(ref lastFailure)) > Memory;

    /// <summary>The key that a request offers to a route that needs one.</summary>
    private static string? Offered(HttpContext http) =>
        http.Request.Headers.Authorization is [{ Length: > 0 } key]
        && http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null ? key : null;

    private static int Print(string key) => string.GetHashCode(key, StringComparison.Ordinal);

    private Permit PermitOf(HttpContext http) =>
        new(Counted.FailedSignIns, ClientAddress.NetworkOf(http.Connection.RemoteIpAddress),
            limits.Latest.Server.FailedSignIns);
}
