using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Servers;

namespace Takedown.Storage.Mongo;

/// <summary>
/// The MongoDB of this process: one client, which owns the connections, and one database. It is safe for all threads.
/// </summary>
internal sealed class MongoStore : IDisposable
{
    /// <summary>The source of the driver's spans. They never contain a query, which may hold names.</summary>
    public const string Spans = MongoTelemetry.ActivitySourceName;

    private static readonly TimeSpan HealthPatience = TimeSpan.FromSeconds(2);

    private readonly MongoClient client;

    public MongoStore(string connectionString, ILoggerFactory? logs = null)
    {
        MongoConventions.Register();
        client = new(MongoSettings.Of(connectionString, logs));
        Database = client.GetDatabase(new MongoUrl(connectionString).DatabaseName);
    }

    /// <summary>Writes are confirmed by the majority.</summary>
    public IMongoDatabase Database { get; }

    /// <summary>
    /// Does a piece of work within a time. The timeouts of the driver bound each of its tries, not all of them
    /// together.
    /// </summary>
    /// <exception cref="MongoUnavailableException">MongoDB could not do it in the time, or not at all.</exception>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> work, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            return await work(limit.Token);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new MongoUnavailableException(Obstacle(late), late);
        }
        catch (Exception error) when (MongoFaults.IsTransient(error))
        {
            cancellation.ThrowIfCancellationRequested();
            throw new MongoUnavailableException(Obstacle(error), error);
        }
    }

    public Task RunAsync(Func<CancellationToken, Task> work, TimeSpan patience, CancellationToken cancellation) =>
        RunAsync(async limit =>
        {
            await work(limit);
            return true;
        }, patience, cancellation);

    /// <summary>Whether it answers within two seconds.</summary>
    /// <param name="writes">Whether a primary is needed.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The obstacle, or null.</returns>
    public async Task<string?> CheckHealthAsync(bool writes, CancellationToken cancellation)
    {
        var from = writes ? ReadPreference.Primary : ReadPreference.SecondaryPreferred;
        try
        {
            await RunAsync(
                limit => Database.RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), from, limit),
                HealthPatience, cancellation);
            return null;
        }
        catch (MongoUnavailableException error)
        {
            return error.Message;
        }
        catch (MongoException error)
        {
            return Obstacle(error);
        }
    }

    public void Dispose() => client.Dispose();

    private string Obstacle(Exception error) => MongoFaults.Words(error)
        ?? (client.Cluster.Description.Servers.Any(s => s.State is ServerState.Connected && !s.Type.IsWritable())
            ? "it has no primary" : "it does not answer");
}
