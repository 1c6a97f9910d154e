using Takedown.Server.App;
using Takedown.Server.Compliance;
using Takedown.Server.Delivery;
using Takedown.Server.Hosting;
using Takedown.Server.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Takedown.Server.Tests.Harness;

/// <summary>
/// The real server in this process: Kestrel on a free loopback port, its own database file, the sandbox's clock. Tests
/// speak HTTP to it; only a crash or a race that HTTP cannot make may reach into <see cref="Services"/>.
/// </summary>
public sealed class TestServer : IAsyncLifetime
{
    public const string OperatorKey = "operator-key-for-tests-0123456789abcdef";

    private TestStore? store;
    private bool sharesStore;
    private readonly Dictionary<string, string?> settings = [];
    private readonly string dumps = Path.Combine(Path.GetTempPath(), $"takedown-dumps-{NewId.Next():N}");
    private WebApplication? app;
    private Action<IServiceCollection>? change;

    /// <summary>A server with settings of its own, for a test that starts it itself.</summary>
    public static async Task<TestServer> StartAsync(params (string Key, string Value)[] settings)
    {
        var server = new TestServer();
        foreach (var (key, value) in settings) server.settings[key] = value;
        await server.InitializeAsync();
        return server;
    }

    /// <summary>A server with services of the test's own, which replace those of the program.</summary>
    public static async Task<TestServer> StartAsync(Action<IServiceCollection> change)
    {
        var server = new TestServer { change = change };
        await server.InitializeAsync();
        return server;
    }

    /// <summary>One of several servers on one store, which the test disposes of.</summary>
    public static async Task<TestServer> StartAsync(TestStore store, params (string Key, string Value)[] settings)
    {
        var server = new TestServer { store = store, sharesStore = true };
        foreach (var (key, value) in settings) server.settings[key] = value;
        await server.InitializeAsync();
        return server;
    }

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app!.Services;

    public TestStore Store => store!;

    public Api Operator { get; private set; } = null!;

    public Api Anonymous { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        store ??= await TestStore.CreateAsync();
        app = TakedownServer.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Takedown:Database:Engine"] = TestStore.Engine,
                ["Takedown:Database:ConnectionString"] = store.ConnectionString,
                ["Takedown:Evidence:Folder"] = store.EvidenceFolder,
                ["Takedown:OperatorKey"] = OperatorKey,
                ["Takedown:Sandbox"] = "true",
                ["Takedown:Webhooks:AllowPrivateAddresses"] = "true",
                ["Takedown:Webhooks:Pause"] = "00:00:00.02",
                ["Takedown:Webhooks:Timeout"] = "00:00:20",
                ["Takedown:Transparency:Folder"] = dumps,
            });
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Logging.ClearProviders();
            // After the program's own. Databases of other tests, made and dropped beside this one, hold counters back.
            builder.Host.ConfigureContainer<IServiceCollection>(
                services => services.AddSingleton(new CountingPatience(TimeSpan.FromSeconds(20))));
            if (change is not null) builder.Host.ConfigureContainer<IServiceCollection>(change);
        });
        await app.StartAsync();
        Address = new(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Operator = With(OperatorKey);
        Anonymous = With(null);
    }

    /// <summary>Stops and starts again on the same database.</summary>
    public async Task RestartAsync(params (string Key, string Value)[] changed)
    {
        foreach (var (key, value) in changed) settings[key] = value;
        await app!.DisposeAsync();
        await InitializeAsync();
    }

    /// <summary>Whether a text is anywhere in the files of the server.</summary>
    public async Task<bool> FilesContainAsync(string text)
    {
        var wanted = System.Text.Encoding.UTF8.GetBytes(text);
        foreach (var path in System.IO.Directory.GetFiles(store!.Directory!))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await file.CopyToAsync(copy);
            if (copy.GetBuffer().AsSpan(0, (int)copy.Length).IndexOf(wanted) >= 0) return true;
        }
        return false;
    }

    public async Task DisposeAsync()
    {
        await app!.StopAsync();
        await app.DisposeAsync();
        if (!sharesStore) await store!.DisposeAsync();
        if (Directory.Exists(dumps)) Directory.Delete(dumps, recursive: true);
    }

    public Api With(string? key) => new(Address, key);

    public async Task<Organisation> ClaimantAsync(string name = "Rights Ltd", object? more = null) =>
        await RegisterAsync(Merge(new
        {
            kind = "claimant", name, country = "CN", email = "rights@claimant.example", address = "1 Harbour Road",
        }, more));

    public async Task<Organisation> PlatformAsync(string host, object? more = null) =>
        await RegisterAsync(Merge(new
        {
            kind = "platform", name = host, country = "CN", region = "CN-533123",
            hosts = new[] { host }, serviceType = "hosting", regime = "cn-copyright",
        }, more));

    public async Task<Organisation> RegulatorAsync(string region, params string[] functions) =>
        await RegisterAsync(Merge(new
        {
            kind = "regulator", name = $"Office {region}", country = region[..2], region,
            functions = functions.Length == 0 ? ["copyright"] : functions,
        }, null));

    /// <summary>Registers an organisation and makes it a key.</summary>
    public async Task<Organisation> RegisterAsync(object body)
    {
        var made = (await Operator.PostAsync("/v1/organisations", body)).Must(201);
        var id = made.Json["id"]!.GetValue<Guid>();
        var key = (await Operator.PostAsync($"/v1/organisations/{id}/keys", new { })).Must(201).Json;
        var text = key["key"]!.GetValue<string>();
        return new(id, text, key["id"]!.GetValue<Guid>(), With(text), made.Json);
    }

    /// <summary>Moves the server's clock; everything that became due has run when this returns.</summary>
    public async Task AdvanceAsync(string duration) =>
        (await Operator.PostAsync("/v1/sandbox/clock", new { advance = duration })).Must(200);

    /// <summary>
    /// Moves the server's clock past what was lost. <see cref="AdvanceAsync"/> would first wait for its delivery, which
    /// takes the sandbox's whole timeout of 20 s. Everything due has been sent again when this returns.
    /// </summary>
    public async Task AdvancePastLostAsync(TimeSpan duration)
    {
        var ahead = await Services.GetRequiredService<SandboxStore>().AddAsync(duration);
        Services.GetRequiredService<ServerClock>().SetAhead(ahead);
        await Services.GetRequiredService<OutboxSweep>().RunAsync();
    }

    internal static Dictionary<string, object?> Merge(object first, object? second)
    {
        var merged = new Dictionary<string, object?>();
        foreach (var source in new[] { first, second })
        {
            foreach (var property in source?.GetType().GetProperties() ?? [])
            {
                merged[property.Name] = property.GetValue(source);
            }
        }
        return merged;
    }
}

/// <summary>An organisation with its key.</summary>
public sealed record Organisation(Guid Id, string Key, Guid KeyId, Api Api, System.Text.Json.Nodes.JsonNode Registered);
