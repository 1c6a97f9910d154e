using Takedown.Server.Connectors.Webhook;
using Takedown.Server.Hosting;
using System.Net;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Connectors;

/// <summary>Webhooks do not reach into the operator's own network.</summary>
public sealed class OutboundGuardTests(OutboundGuardTests.Guarded guarded) : IClassFixture<OutboundGuardTests.Guarded>
{
    private const string Off = "Takedown:Webhooks:AllowPrivateAddresses";

    [Theory]
    [InlineData("127.0.0.1", false, "loopback")]
    [InlineData("127.8.9.10", false, "all of 127/8 is loopback")]
    [InlineData("0.0.0.0", false, "this host")]
    [InlineData("10.1.2.3", false, "private")]
    [InlineData("172.16.0.1", false, "private")]
    [InlineData("172.31.255.255", false, "private")]
    [InlineData("172.32.0.1", true, "just outside")]
    [InlineData("192.168.1.1", false, "private")]
    [InlineData("169.254.169.254", false, "a cloud's metadata")]
    [InlineData("100.64.0.1", false, "carrier-grade NAT")]
    [InlineData("224.0.0.1", false, "multicast")]
    [InlineData("255.255.255.255", false, "broadcast")]
    [InlineData("::1", false, "loopback")]
    [InlineData("::", false, "unspecified")]
    [InlineData("::127.0.0.1", false, "IPv4 in the deprecated compatible form")]
    [InlineData("::ffff:127.0.0.1", false, "IPv4 mapped")]
    [InlineData("::ffff:10.0.0.1", false, "IPv4 mapped")]
    [InlineData("64:ff9b::7f00:1", false, "IPv4 behind NAT64")]
    [InlineData("2002:7f00:1::", false, "IPv4 behind 6to4")]
    [InlineData("fd12::1", false, "unique local")]
    [InlineData("fe80::1", false, "link-local")]
    [InlineData("::ffff:0:8.8.8.8", false, "IPv4 translated")]
    [InlineData("3fff::1", false, "documentation")]
    [InlineData("3fff:fff:ffff::1", false, "documentation")]
    [InlineData("5f00::1", false, "segment routing")]
    [InlineData("4000::1", false, "not assigned")]
    [InlineData("fec0::1", false, "site-local")]
    [InlineData("100::1", false, "discard")]
    [InlineData("1fff:ffff::1", false, "just below 2000::/3")]
    [InlineData("2001:10::1", false, "protocol assignments")]
    [InlineData("2001:db8::1", false, "documentation")]
    [InlineData("2001:4860:4860::8888", true, "public")]
    [InlineData("3ffe::1", true, "just below 3fff::/20")]
    [InlineData("8.8.8.8", true, "public")]
    [InlineData("::ffff:8.8.8.8", true, "public IPv4 mapped")]
    [InlineData("2606:4700:4700::1111", true, "public")]
    public void Only_public_addresses_are_called(string address, bool allowed, string why) =>
        Assert.True(allowed == new OutboundGuard(new TakedownOptions()).Allows(IPAddress.Parse(address)), why);

    [Theory]
    [InlineData("https://127.0.0.1/hook")]
    [InlineData("https://[::1]/hook")]
    [InlineData("https://[::ffff:192.168.0.1]/hook")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://2130706433/hook")]
    [InlineData("https://0x7f.1/hook")]
    [InlineData("https://localhost:8443/hook")]
    [InlineData("https://LOCALHOST/hook")]
    [InlineData("https://localhost./hook")]
    [InlineData("https://a.localhost/hook")]
    public async Task An_address_of_ones_own_is_refused_when_it_is_registered(string url)
    {
        Assert.Contains(("/connector/url", "connector.private-address"), await FaultsAsync(url));
        var subscribed = await guarded.Claimant.Api.PostAsync("/v1/subscriptions", new { url });
        Assert.Contains(("/url", "connector.private-address"), subscribed.Must(400).Faults);
    }

    [Theory]
    [InlineData("http://hooks.example/takedown")]
    [InlineData("https://user:secret@hooks.example/takedown")]
    [InlineData("ftp://hooks.example/takedown")]
    [InlineData("/takedown")]
    public async Task A_webhook_is_https_without_credentials(string url) =>
        Assert.Contains(("/connector/url", "connector.url"), await FaultsAsync(url));

    [Fact]
    public async Task A_name_that_leads_to_ones_own_machine_is_refused_at_the_connection()
    {
        await using var store = await TestStore.CreateAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        Organisation claimant;
        Guid subscription;
        await using (var lenient = await Disposable.StartAsync(store))
        {
            var url = receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
            await lenient.Server.PushedAsync("local.example", url);
            claimant = await lenient.Server.ClaimantAsync();
            subscription = (await claimant.Api.PostAsync("/v1/subscriptions", new { url })).Must(201).Json.Id("id");
        }
        await using (var strict = await Disposable.StartAsync(store, (Off, "false")))
        {
            claimant = claimant with { Api = strict.Server.With(claimant.Key) };
            var id = await claimant.AcceptAsync(Sample.Notice("https://local.example/1"));
            var notice = await claimant.NoticeUntilAsync(id, n => n["delivery"].Text("status") == "failed");
            Assert.Equal("webhook.private-address", notice["delivery"].Text("code"));
            var failing = await Following.WaitUntilAsync(
                async () => (await claimant.Api.GetAsync($"/v1/subscriptions/{subscription}")).Must(200).Json,
                s => s["code"] is not null);
            Assert.Equal("webhook.private-address", failing.Text("code"));
            Assert.Empty(receiver.All);
        }
    }

    private async Task<IEnumerable<(string, string)>> FaultsAsync(string url) =>
        (await guarded.Server.Operator.PostAsync("/v1/organisations", new
        {
            kind = "platform", name = "P", country = "CN",
            hosts = new[] { "p.example" }, connector = new { kind = "webhook", url },
        })).Must(400).Faults;

    /// <summary>A server that calls public addresses only. No platform or subscription is left in it.</summary>
    public sealed class Guarded : IAsyncLifetime
    {
        public TestServer Server { get; private set; } = null!;

        public Organisation Claimant { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Server = await TestServer.StartAsync((Off, "false"));
            Claimant = await Server.ClaimantAsync();
        }

        public Task DisposeAsync() => Server.DisposeAsync();
    }
}
