using System.Diagnostics.Metrics;
using Takedown.Server.Hosting;
using Takedown.Storage.Mongo;

namespace Takedown.Server.Observability;

/// <summary><c>takedown_mongodb_up</c>, where something is in MongoDB.</summary>
internal sealed class MongoGauge(MongoStore mongo, TakedownOptions options, IMeterFactory meters)
{
    private volatile bool isUp;

    public void Open() => meters.Create(Exported.Takedown).CreateObservableGauge(
        "takedown.mongodb.up", () => isUp ? 1L : 0L, description: "1 when MongoDB answers.");

    public async Task RefreshAsync(CancellationToken cancellation) =>
        isUp = await mongo.CheckHealthAsync(writes: !options.IsPublicOnly, cancellation) is null;
}
