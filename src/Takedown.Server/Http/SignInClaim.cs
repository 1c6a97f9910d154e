namespace Takedown.Server.Http;

/// <summary>
/// Which claim of a token of the sign-in provider names the person; null where no provider is configured.
/// </summary>
internal sealed record SignInClaim(string? Claim)
{
    public const string Scheme = "SignIn";

    /// <summary>A token has three parts; a key has no dot, and a configured one is hardly written like this.</summary>
    public static bool IsToken(string key) =>
        key.StartsWith("ey", StringComparison.Ordinal) && key.Count(c => c == '.') == 2;

    /// <summary>Whether a bearer token is one of the provider's.</summary>
    public bool Reads(string key) => Claim is not null && IsToken(key);
}
