using DotNet.Testcontainers.Builders;
using MongoDB.Driver;
using Testcontainers.MongoDb;

namespace Takedown.Server.Tests.Harness;

/// <summary>
/// A database of its own on the MongoDB that <c>TAKEDOWN_TEST_MONGO</c> names, or else on one in a container.
/// </summary>
public sealed class TestMongo : IAsyncDisposable
{
    private static readonly string? Named = Environment.GetEnvironmentVariable("TAKEDOWN_TEST_MONGO");

    /// <summary>Null where no container engine answers; the image is fetched and started with the first test.</summary>
    private static readonly Lazy<MongoDbContainer?> Container = new(() =>
    {
        try
        {
            return new MongoDbBuilder("mongo:8.0").WithReplicaSet("rs0").Build();
        }
        catch (DockerUnavailableException)
        {
            return null;
        }
    });

    private static readonly Lazy<Task<string>> Server = new(async () =>
    {
        if (Named is not null) return Named;
        await Container.Value!.StartAsync();
        return Container.Value.GetConnectionString();
    });

    private TestMongo(string connectionString) => ConnectionString = connectionString;

    /// <summary>Why no test of MongoDB can run; null if they can.</summary>
    public static string? Missing => Named is null && Container.Value is null
        ? "no MongoDB: set TAKEDOWN_TEST_MONGO or start Docker" : null;

    /// <summary>Names the database.</summary>
    public string ConnectionString { get; }

    public static async Task<TestMongo> CreateAsync()
    {
        var server = new MongoUrlBuilder(await Server.Value);
        // The users of the server are not those of the new database.
        if (server.Username is not null) server.AuthenticationSource ??= server.DatabaseName ?? "admin";
        server.DatabaseName = $"test_{NewId.Next():N}";
        return new(server.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        using var client = new MongoClient(ConnectionString);
        await client.DropDatabaseAsync(new MongoUrl(ConnectionString).DatabaseName);
    }
}
