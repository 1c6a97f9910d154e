using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Takedown.Contracts;
using Takedown.Core.Keys;

namespace Takedown.Server.Http;

internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyLookup lookup,
    SubjectLookup people, ReaderLookup readers, SignInClaim signIn, SignInObserver refused, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Key";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Anonymous endpoints must answer without the database, also to a probe that sends a key.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return AuthenticateResult.NoResult();
        if (Context.Features.Get<KnownCaller>() is { } known) return Accept(known.Caller);
        string? header = Request.Headers.Authorization;
        if (header is null || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var key = header[Bearer.Length..].Trim();
        if (Context.TakesReaders() && KeyText.IsReader(key)) return await ReaderAsync(key);
        var caller = signIn.Reads(key) ? await SignedInAsync() : await lookup(key, Context.RequestAborted);
        return caller is null ? Refuse(StatusCodes.Status401Unauthorized, "unauthenticated") : Accept(caller);
    }

    private AuthenticateResult Accept(Caller caller)
    {
        if (caller.ExpiresAt <= time.GetUtcNow()) return Refuse(StatusCodes.Status401Unauthorized, "key.expired");
        if (!caller.MayComeFrom(Context.Connection.RemoteIpAddress))
            return Refuse(StatusCodes.Status403Forbidden, "key.address");
        Context.Features.Set(caller);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, caller.Kind.ToString())], Name);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Name));
    }

    private async Task<AuthenticateResult> ReaderAsync(string key)
    {
        if (await readers(key, Context.RequestAborted) is not { } reader)
            return Refuse(StatusCodes.Status401Unauthorized, "unauthenticated");
        Context.Features.Set(reader);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(Name)), Name));
    }

    /// <summary>The person of a token of the sign-in provider, for as long as the token is valid.</summary>
    private async Task<Caller?> SignedInAsync()
    {
        var token = await Context.AuthenticateAsync(SignInClaim.Scheme);
        if (token.Principal?.FindFirst(signIn.Claim!)?.Value is not { Length: > 0 } subject) return null;
        var caller = await people(subject, Context.RequestAborted);
        return caller is null ? null : caller with { ExpiresAt = token.Properties?.ExpiresUtc };
    }

    private AuthenticateResult Refuse(int status, string code)
    {
        // Not a failed sign-in where the provider could not be asked.
        if (Context.Features.Get<Refusal>() is null)
        {
            Context.Features.Set(new Refusal(status, code));
            refused(Context.Connection.RemoteIpAddress);
        }
        return AuthenticateResult.Fail(code);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var refusal = Context.Features.Get<Refusal>()
            ?? new(StatusCodes.Status401Unauthorized, "unauthenticated");
        if (refusal.Status == StatusCodes.Status401Unauthorized) Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(Context, refusal.Status, refusal.Code).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var caller = Context.Caller();
        var kinds = Context.GetEndpoint()?.Metadata.GetOrderedMetadata<OpenTo>() ?? [];
        return (kinds.All(k => k.Kinds.Contains(caller.Kind))
            ? Problems.ScopeMissing(Context, Access.Missing(Context.GetEndpoint(), caller))
            : Problems.Forbidden(Context, [.. Enum.GetValues<OrganisationKind>().Where(
                kind => kinds.All(k => k.Kinds.Contains(kind)))])).ExecuteAsync(Context);
    }
}

/// <summary>The caller of a request that this server makes itself; no request from outside has one.</summary>
internal sealed record KnownCaller(Caller Caller);

/// <summary>Why a request with a key is refused.</summary>
internal sealed record Refusal(int Status, string Code);
