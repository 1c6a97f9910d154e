using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registry;

/// <summary>People with tokens of an OpenID Connect provider; the provider runs in the test.</summary>
public sealed class SignInTests(SignInTests.Stage stage) : IClassFixture<SignInTests.Stage>
{
    [Fact]
    public async Task A_token_of_a_registered_person_acts_with_the_scopes_of_its_role()
    {
        var host = Bodies.NewHost("sign-in");
        var platform = await stage.Server.PlatformAsync(host);
        var claimant = await stage.Server.ClaimantAsync();
        await stage.PersonAsync(claimant, "li@provider", "officer");
        var person = claimant with { Api = stage.WithToken("li@provider") };

        var me = (await person.Api.GetAsync("/v1/me")).Must(200).Json;
        Assert.Equal(("claimant", "Li", "send read"), (
            me.Text("kind"), me["person"].Text("name"), string.Join(' ', me["scopes"]!.AsArray())));
        Assert.NotNull(me["expiresAt"]);
        Assert.Equal("scope.missing", (await person.Api.PostAsync(
            $"/v1/organisations/{claimant.Id}/keys", new { })).Must(403).Code);
        await person.DeliverAsync(platform, Sample.Notice($"https://{host}/1"));
    }

    [Theory]
    [InlineData("nobody", null, null, null, true)]
    [InlineData("known@provider", "another-audience", null, null, true)]
    [InlineData("known@provider", null, "https://issuer.example", null, true)]
    [InlineData("known@provider", null, null, -3600, true)]
    [InlineData("known@provider", null, null, null, false)]
    public async Task A_token_that_is_not_for_a_person_here_is_401(
        string subject, string? audience, string? issuer, int? seconds, bool genuine)
    {
        await stage.KnownAsync();
        (await stage.WithToken("known@provider").GetAsync("/v1/me")).Must(200);
        var token = genuine ? stage.Provider.Token(subject, audience, issuer, seconds ?? 600)
            : Provider.TokenBy(RSA.Create(2048), stage.Provider.Address, subject);
        var answer = (await stage.Server.With(token).GetAsync("/v1/me")).Must(401);
        Assert.Equal("unauthenticated", answer.Code);
    }

    [Fact]
    public async Task A_token_without_a_signature_or_with_a_shared_secret_is_401()
    {
        await stage.KnownAsync();
        var good = stage.Provider.Token("known@provider", null, null, 600).Split('.');
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        (await stage.Server.With($"{none}.{good[1]}.").GetAsync("/v1/me")).Must(401);
        (await stage.Server.With($"{good[0]}.{good[1]}.").GetAsync("/v1/me")).Must(401);
        var secret = new SigningCredentials(
            new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new string('s', 64))), SecurityAlgorithms.HmacSha256);
        (await stage.Server.With(Provider.Sign(secret, stage.Provider.Address, "known@provider", null, null, 600))
            .GetAsync("/v1/me")).Must(401);
    }

    [Fact]
    public async Task A_retired_person_and_a_changed_subject_sign_in_no_more_and_the_subject_is_free_again()
    {
        var claimant = await stage.Server.ClaimantAsync();
        var id = await stage.PersonAsync(claimant, "wang@provider", "reader");
        (await stage.WithToken("wang@provider").GetAsync("/v1/notices")).Must(200);
        var taken = await claimant.Api.PostAsync(
            $"/v1/organisations/{claimant.Id}/people", new { name = "B", role = "reader", subject = "wang@provider" });
        Assert.Equal("subject.taken", taken.Must(409).Code);

        (await claimant.Api.PatchAsync($"/v1/people/{id}", new { subject = "wang2@provider" })).Must(200);
        (await stage.WithToken("wang@provider").GetAsync("/v1/notices")).Must(401);
        (await stage.WithToken("wang2@provider").GetAsync("/v1/notices")).Must(200);
        (await claimant.Api.DeleteAsync($"/v1/people/{id}")).Must(204);
        (await stage.WithToken("wang2@provider").GetAsync("/v1/notices")).Must(401);
        await stage.PersonAsync(claimant, "wang2@provider", "reader");
        (await stage.WithToken("wang2@provider").GetAsync("/v1/notices")).Must(200);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_503_and_keys_still_work()
    {
        var provider = await Provider.StartAsync();
        var server = await StartAsync(provider);
        var token = provider.Token("x", null, null, 600);
        await provider.DisposeAsync();
        (await server.Operator.PutAsync("/v1/limits", new { failedSignIns = 1 })).Must(200);
        // Its outage is nobody's failed sign-in.
        for (var i = 0; i < 4; i++)
            Assert.Equal("sign-in.unavailable", (await server.With(token).GetAsync("/v1/me")).Must(503).Code);
        (await server.Operator.GetAsync("/v1/me")).Must(200);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Without_the_setting_a_token_is_no_key_and_nobody_is_asked()
    {
        await using var provider = await Provider.StartAsync();
        await using var own = await Harness.Disposable.StartAsync();
        (await own.Server.With(provider.Token("x", null, null, 600)).GetAsync("/v1/me")).Must(401);
        Assert.Equal(0, provider.Requests);
    }

    [Fact]
    public async Task A_subject_is_no_key()
    {
        await stage.KnownAsync();
        (await stage.Server.With("known@provider").GetAsync("/v1/me")).Must(401);
    }

    private static Task<TestServer> StartAsync(Provider provider) => TestServer.StartAsync(
        ("Takedown:SignIn:Authority", provider.Address), ("Takedown:SignIn:Audience", "takedown"));

    public sealed class Stage : IAsyncLifetime
    {
        private Task<Guid>? known;

        internal Provider Provider { get; private set; } = null!;

        public TestServer Server { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Provider = await Provider.StartAsync();
            Server = await StartAsync(Provider);
        }

        public Api WithToken(string subject) => Server.With(Provider.Token(subject, null, null, 600));

        public async Task<Guid> PersonAsync(Organisation of, string subject, string role) =>
            (await of.Api.PostAsync($"/v1/organisations/{of.Id}/people", new { name = "Li", role, subject })).Must(201)
                .Json.Id("id");

        public Task<Guid> KnownAsync() => known ??= Task.Run(
            async () => await PersonAsync(await Server.ClaimantAsync(), "known@provider", "reader"));

        public async Task DisposeAsync()
        {
            await Server.DisposeAsync();
            await Provider.DisposeAsync();
        }
    }

    /// <summary>A provider with one key, on a loopback port.</summary>
    internal sealed class Provider : IAsyncDisposable
    {
        private readonly RSA rsa = RSA.Create(2048);
        private WebApplication app = null!;
        private int requests;

        public string Address { get; private set; } = "";

        public int Requests => requests;

        public static async Task<Provider> StartAsync()
        {
            var provider = new Provider();
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var web = provider.app = builder.Build();
            web.Urls.Add($"http://{IPAddress.Loopback}:0");
            web.MapGet("/.well-known/openid-configuration", () =>
            {
                Interlocked.Increment(ref provider.requests);
                return Results.Text(
                    $$"""{"issuer":"{{provider.Address}}","jwks_uri":"{{provider.Address}}/keys"}""",
                    Bodies.Json);
            });
            web.MapGet("/keys", () =>
            {
                var key = provider.rsa.ExportParameters(false);
                var (n, e) = (Base64UrlEncoder.Encode(key.Modulus), Base64UrlEncoder.Encode(key.Exponent));
                return Results.Text(
                    $$$"""{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"one","n":"{{{n}}}","e":"{{{e}}}"}]}""",
                    Bodies.Json);
            });
            await web.StartAsync();
            provider.Address = web.Services.GetRequiredService<IServer>().Features
                .Get<IServerAddressesFeature>()!.Addresses.Single();
            return provider;
        }

        public string Token(string subject, string? audience, string? issuer, int seconds) =>
            Sign(Credentials(rsa), Address, subject, audience, issuer, seconds);

        public static string TokenBy(RSA other, string address, string subject) =>
            Sign(Credentials(other), address, subject, null, null, 600);

        public static string Sign(
            SigningCredentials credentials, string address, string subject, string? audience, string? issuer,
            int seconds)
        {
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
            return handler.CreateToken(new SecurityTokenDescriptor
            {
                Issuer = issuer ?? address,
                Audience = audience ?? "takedown",
                Claims = new Dictionary<string, object> { ["sub"] = subject },
                NotBefore = now.AddHours(-2),
                Expires = now.AddSeconds(seconds),
                SigningCredentials = credentials,
            });
        }

        private static SigningCredentials Credentials(RSA rsa) =>
            new(new RsaSecurityKey(rsa) { KeyId = "one" }, SecurityAlgorithms.RsaSha256);

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            rsa.Dispose();
        }
    }
}
