using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Registry;

/// <summary>Webhook secrets in the database are encrypted with a key outside it (security L4).</summary>
public sealed class SecretsAtRestTests
{
    private const string Key = "Takedown:Secrets:Key";
    private const string One = "key one, at least thirty-two characters";
    private const string Two = "key two, at least thirty-two characters";

    [Fact]
    public async Task A_stored_secret_is_encrypted_and_signs_all_the_same()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var own = await Disposable.StartAsync((Key, One));
        var platform = await own.Server.PlatformAsync(
            "sealed.example", new { connector = new { kind = "webhook", url = receiver.Url } });
        var secret = platform.Secret();
        Assert.DoesNotContain(secret, await StoredAsync(own.Server, platform.Id), StringComparison.Ordinal);

        var claimant = await own.Server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice("https://sealed.example/1"));
        await claimant.NoticeUntilAsync(id, n => n["state"]!.GetValue<string>() == "delivered");
        Assert.True((await receiver.NextAsync()).IsSignedBy(secret));
    }

    [Fact]
    public async Task A_new_key_takes_over_what_the_former_one_encrypted()
    {
        await using var own = await Disposable.StartAsync((Key, One));
        var platform = await own.Server.PlatformAsync(
            "renewed.example", new { connector = new { kind = "webhook", url = "http://127.0.0.1:9/" } });
        var before = await StoredAsync(own.Server, platform.Id);
        await own.Server.RestartAsync((Key, Two), ("Takedown:Secrets:FormerKey", One));
        var after = await StoredAsync(own.Server, platform.Id);
        Assert.NotEqual(before.Split(':')[1], after.Split(':')[1]);
        await own.Server.RestartAsync((Key, Two), ("Takedown:Secrets:FormerKey", Two));
        Assert.Equal(after, await StoredAsync(own.Server, platform.Id));
    }

    [SqliteFact]
    public async Task Without_a_configured_key_there_is_one_beside_the_database_for_its_owner_only()
    {
        await using var own = await Disposable.StartAsync();
        var platform = await own.Server.PlatformAsync(
            "beside.example", new { connector = new { kind = "webhook", url = "http://127.0.0.1:9/" } });
        Assert.StartsWith("aes1:", await StoredAsync(own.Server, platform.Id), StringComparison.Ordinal);
        var files = Directory.GetFiles(own.Server.Store.Directory!);
        Assert.Contains(files, f => f.EndsWith(".key", StringComparison.Ordinal));
        if (OperatingSystem.IsWindows()) return;
        foreach (var mode in files.Select(File.GetUnixFileMode))
        {
            Assert.Equal(UnixFileMode.None, mode & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    private static async Task<string> StoredAsync(TestServer server, Guid id) =>
        (await server.Services.GetRequiredService<Database>().ReadAsync(
            s => s.FirstAsync<string>("SELECT secret FROM organisations WHERE id = @id", new { id })))!;
}
