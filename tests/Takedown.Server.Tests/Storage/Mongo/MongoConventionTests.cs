using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using Takedown.Server.Tests.Harness;
using Takedown.Storage.Mongo;

namespace Takedown.Server.Tests.Storage.Mongo;

/// <summary>How documents are written, and read by a program that does not know all of them.</summary>
[Trait("Database", "unused")]
public sealed class MongoConventionTests
{
    public MongoConventionTests() => MongoConventions.Register();

    [Fact]
    public void Names_are_camel_case_nulls_are_left_out_and_ids_are_uuids()
    {
        var id = NewId.Next();
        var at = new DateTimeOffset(2026, 11, 26, 8, 0, 0, TimeSpan.FromHours(8));
        var written = new Thing { Id = id, WorkTitle = "七里香", Kind = Kind.Music, At = at }.ToBsonDocument();
        Assert.Equal(["_id", "workTitle", "kind", "at"], written.Names);
        Assert.Equal(
            (BsonBinarySubType.UuidStandard, id), (written["_id"].AsBsonBinaryData.SubType, written["_id"].AsGuid));
        Assert.Equal("Music", written["kind"].AsString);
        Assert.Equal(at.UtcDateTime, written["at"].ToUniversalTime());
        Assert.Equal(
            new Thing { Id = id, WorkTitle = "七里香", Kind = Kind.Music, At = at.ToUniversalTime() },
            BsonSerializer.Deserialize<Thing>(written));
    }

    [Fact]
    public void What_a_newer_program_added_is_passed_over() =>
        Assert.Equal("a", BsonSerializer.Deserialize<Thing>(
            new BsonDocument { ["_id"] = new BsonBinaryData(NewId.Next(), GuidRepresentation.Standard),
                ["workTitle"] = "a", ["kind"] = "Music", ["at"] = DateTime.UnixEpoch, ["addedLater"] = 1 }).WorkTitle);

    /// <summary>The order of ids is that of their making, as everywhere else.</summary>
    [Fact]
    public void Ids_sort_by_the_time_in_them()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        BsonBinaryData[] ids = [.. Enumerable.Range(0, 100).Select(i =>
            new BsonBinaryData(Guid.CreateVersion7(start.AddMinutes(i * i)), GuidRepresentation.Standard))];
        Assert.Equal(ids, ids.Reverse().Order());
    }

    private sealed record Thing
    {
        public Guid Id { get; init; }

        public string WorkTitle { get; init; } = "";

        public string? Nothing { get; init; }

        public Kind Kind { get; init; }

        public DateTimeOffset At { get; init; }
    }

    private enum Kind
    {
        Text,
        Music,
    }
}
