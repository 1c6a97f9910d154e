using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using Takedown.Contracts;
using Takedown.Server.Transparency.Mongo;
using Takedown.Storage.Mongo;
using static Takedown.Server.Tests.Transparency.Entries;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Server.Tests.Transparency;

/// <summary>
/// What MongoDB stores, without a server: other programs read it, and so do releases before and after this one.
/// </summary>
[Trait("Database", "unused")]
public sealed class MongoShapeTests
{
    public MongoShapeTests() => MongoConventions.Register();

    private static readonly Guid Id = new("0199b1a0-0000-7000-8000-00000000000d");

    private static PublicNotice Whole => Notice(1) with
    {
        Id = Id, State = NoticeState.Rejected, Measure = Measure.LinkDisconnected, Reason = new("licensed"),
        AnsweredAt = Start.AddHours(1), Escalated = true,
    };

    [Fact]
    public void An_older_program_reads_what_a_newer_one_wrote()
    {
        var newer = MongoEntry.Of(Whole).ToBsonDocument().Add("addedLater", new BsonDocument("a", 1));
        newer["platform"].AsBsonDocument.Add("country", "CN");
        newer["history"].AsBsonArray[0].AsBsonDocument.Add("by", "platform");
        var read = (PublicNotice)BsonSerializer.Deserialize<MongoEntry>(newer).Entry!;
        Assert.Equal((Whole.WorkTitle, Music, "delivered"), (read.WorkTitle, read.Platform, read.History[0].Type));
        // A word it does not know is no reason to fail, and it would say something wrong: it passes the notice over.
        Assert.Null(BsonSerializer.Deserialize<MongoEntry>(new BsonDocument(newer) { ["state"] = "new-state" }).Entry);
        // What an older one did not write is not there.
        var older = new BsonDocument(newer);
        foreach (var name in new[] { "statements", "redactions", "terms", "escalated", "schema" }) older.Remove(name);
        Assert.Empty(((PublicNotice)BsonSerializer.Deserialize<MongoEntry>(older).Entry!).Statements);
    }

    /// <summary>Each field of an entry is in the document: a new one that is forgotten is found here.</summary>
    [Fact]
    public void No_field_is_lost_on_the_way()
    {
        var notice = Whole;
        var back = (PublicNotice)BsonSerializer.Deserialize<MongoEntry>(
            MongoEntry.Of(notice).ToBsonDocument()).Entry!;
        foreach (var field in typeof(PublicNotice).GetProperties())
        {
            var (given, read) = (field.GetValue(notice), field.GetValue(back));
            if (given is System.Collections.IEnumerable list and not string)
                Assert.Equal(list.Cast<object>(), ((System.Collections.IEnumerable)read!).Cast<object>());
            else Assert.Equal((field.Name, given), (field.Name, read));
        }
    }
}
