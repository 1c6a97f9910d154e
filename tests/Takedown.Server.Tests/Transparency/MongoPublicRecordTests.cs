using System.Reflection;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Transparency;
using Takedown.Server.Transparency.Mongo;
using Takedown.Storage.Mongo;

namespace Takedown.Server.Tests.Transparency;

/// <summary>The public record in MongoDB: the real driver against a peer in this process.</summary>
[Trait("Database", "unused")]
public sealed class MongoPublicRecordTests : PublicRecordContract
{
    private readonly MongoPeer peer = new();
    private MongoStore store = null!;

    private protected override Task<IPublicRecord> CreateAsync()
    {
        store = new(peer.ConnectionString);
        return Task.FromResult<IPublicRecord>(new MongoPublicRecord(store, new()));
    }

    protected override async Task DropAsync()
    {
        store.Dispose();
        await peer.DisposeAsync();
    }
}

/// <summary>The same in a MongoDB, where there is one; each test in a database of its own.</summary>
[Trait("Database", "unused")]
public sealed class RealMongoPublicRecordTests
{
    private static IEnumerable<MethodInfo> Contract => typeof(PublicRecordContract).GetMethods()
        .Where(m => m.GetCustomAttribute<FactAttribute>() is not null);

    public static TheoryData<string> Names => [.. Contract.Select(m => m.Name)];

    [MongoTheory]
    [MemberData(nameof(Names))]
    public async Task In_a_MongoDB(string test)
    {
        await using var database = await TestMongo.CreateAsync();
        using var store = new MongoStore(database.ConnectionString);
        var contract = new In(store);
        await contract.InitializeAsync();
        await (Task)Contract.Single(m => m.Name == test).Invoke(contract, null)!;
    }

    private sealed class In(MongoStore store) : PublicRecordContract
    {
        private protected override Task<IPublicRecord> CreateAsync() =>
            Task.FromResult<IPublicRecord>(new MongoPublicRecord(store, new()));

        protected override Task DropAsync() => Task.CompletedTask;
    }
}
