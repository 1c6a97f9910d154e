using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;
using Takedown.Server.Hosting;
using Takedown.Server.Http;

namespace Takedown.Server.Registry;

/// <summary>
/// People sign in with tokens of an OpenID Connect provider, if one is configured. The provider's keys are fetched with
/// the first token and cached; tokens are validated here.
/// </summary>
internal static class SignIn
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>Signatures of the provider only: a shared secret would let every holder sign.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void AddSignIn(this IServiceCollection services, SignInOptions options)
    {
        if (options.Authority is not { } authority) return;
        services.AddSingleton(new SignInClaim(options.Claim));
        services.AddSingleton<IAuthenticationConfigurationProvider, NoSchemeSettings>();
        new AuthenticationBuilder(services).AddJwtBearer(SignInClaim.Scheme, jwt =>
        {
            jwt.Authority = authority;
            jwt.Audience = options.Audience;
            // http is allowed for loopback addresses only, which the configuration has checked.
            jwt.RequireHttpsMetadata = authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
            jwt.MapInboundClaims = false;
            jwt.TokenValidationParameters.ClockSkew = ClockSkew;
            jwt.TokenValidationParameters.ValidAlgorithms = Algorithms;
            if (options.Issuer is { } issuer) jwt.TokenValidationParameters.ValidIssuer = issuer;
            jwt.Events = new() { OnAuthenticationFailed = FailAsync };
        });
    }

    /// <summary>
    /// Without the provider's keys every token fails, which says nothing about the token. They are cached, so this asks
    /// the provider only where it has never answered.
    /// </summary>
    private static async Task FailAsync(AuthenticationFailedContext context)
    {
        try
        {
            await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (InvalidOperationException)
        {
            context.HttpContext.Features.Set(
                new Refusal(StatusCodes.Status503ServiceUnavailable, "sign-in.unavailable"));
        }
        context.Fail(context.Exception);
    }

    /// <summary>Settings are in <see cref="SignInOptions"/> only.</summary>
    private sealed class NoSchemeSettings : IAuthenticationConfigurationProvider
    {
        public IConfiguration AuthenticationConfiguration { get; } = new ConfigurationBuilder().Build();
    }
}
