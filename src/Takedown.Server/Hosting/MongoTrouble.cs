using Takedown.Storage.Mongo;

namespace Takedown.Server.Hosting;

internal sealed class MongoTrouble(
    MongoStore mongo, TakedownOptions options, IHostApplicationLifetime lifetime, ILogger<MongoTrouble> log)
    : Trouble("MongoDB", lifetime, log)
{
    protected override string? ReasonOf(Exception error) => (error as MongoUnavailableException)?.Message;

    protected override Task<string?> CheckHealthAsync() =>
        mongo.CheckHealthAsync(writes: !options.IsPublicOnly, CancellationToken.None);
}
