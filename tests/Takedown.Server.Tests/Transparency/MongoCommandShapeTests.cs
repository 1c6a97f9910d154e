using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using Takedown.Contracts;
using Takedown.Server.Evidence;
using Takedown.Server.Tests.Docker;
using Takedown.Server.Tests.Evidence;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Transparency;
using Takedown.Server.Transparency.Mongo;
using Takedown.Storage.Mongo;
using static Takedown.Server.Tests.Transparency.Entries;

namespace Takedown.Server.Tests.Transparency;

/// <summary>
/// What the real driver sends for each thing that we ask of MongoDB, with the documents in it, against committed files:
/// a change of a name, an index, a patience or a write concern shows here. A file that is missing is written, and the
/// test
/// fails once; a change that is meant is made by deleting the file.
/// </summary>
[Trait("Database", "unused")]
public sealed class MongoCommandShapeTests : IAsyncLifetime
{
    private static readonly string Folder =
        Path.Combine(Repository.Root, "tests", "Takedown.Server.Tests", "Transparency", "Shapes");

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly MongoPeer peer = new();
    private readonly MongoStore store;
    private readonly MongoPublicRecord record;
    private readonly MongoEvidence evidence;
    private readonly HandClock clock = new();

    public MongoCommandShapeTests()
    {
        store = new(peer.ConnectionString);
        (record, evidence) = (new(store, new()), new(store, clock));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        store.Dispose();
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Each_command_and_its_documents_are_as_committed()
    {
        List<string> faults = [], names = [];
        foreach (var (name, act) in Asked)
        {
            peer.Commands.Clear();
            await act();
            names.Add(name);
            var (path, now) = (Path.Combine(Folder, $"{name}.json"), Shape(peer.Commands));
            if (!File.Exists(path))
            {
                await File.WriteAllTextAsync(path, now);
                faults.Add($"{name}.json was missing and is written: look at it and commit it.");
            }
            else faults.AddRange(Differences(name, await File.ReadAllTextAsync(path), now));
        }
        faults.AddRange(Directory.GetFiles(Folder).Select(f => Path.GetFileNameWithoutExtension(f)).Except(names)
            .Select(f => $"{f}.json is the shape of nothing."));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static Guid Id(int number) => new($"0199b1a0-0000-7000-8000-{number:d12}");

    /// <summary>Everything that is asked of MongoDB, in an order in which each finds what it needs.</summary>
    private IEnumerable<(string Name, Func<Task> Act)> Asked
    {
        get
        {
            var whole = Notice(1) with
            {
                Id = Id(1),
                State = NoticeState.Rejected, Measure = Measure.LinkDisconnected, Reason = new("licensed"),
                AnsweredAt = Start.AddHours(1), Escalated = true,
            };
            var all = Ask("七里香") with
            {
                Platform = Music.Id, Host = "music.example", Regime = "cn-copyright", WorkType = "music",
                State = NoticeState.Removed, Measure = Measure.Removed, From = Start, Before = Now, After = Id(9),
            };
            var years = new PublicHistory
            {
                By = HistoryAxis.Platform, Bounds = [Start.AddYears(-1), Start, Start.AddYears(1)], Now = Now,
                Platforms = [Music.Id],
            };
            var count = new PublicCount { Month = "2026-03", PlatformId = Music.Id, At = Now, Received = 5 };
            var reader = new RecordReaderKey(Video.Id, [1, 2, 3], "Researcher", 1, IsRevoked: false);
            var publications = new MongoPublications(store);
            var published = new Takedown.Contracts.PublicNotice
            {
                Id = Id(3), Kind = PublicationKind.Exposure, BodyName = "Office", Platforms = ["Video"],
                Title = "Late", Text = "Text", PublishOn = new(2026, 3, 1), WithdrawnAt = Now, Reason = "Mistake",
                Replies = [new() { PlatformId = Video.Id, Text = "Done", At = Now }],
            };
            var file = Proofs.Png("shape");
            var hash = Core.Evidence.EvidenceHash.Of(System.Security.Cryptography.SHA256.HashData(file));
            yield return ("record-open", () => record.OpenAsync(default));
            yield return ("record-apply", () => record.ApplyAsync(whole, (Notice(2) with { Id = Id(2) }).Hidden()));
            yield return ("record-find", () => record.FindAsync(whole.Id, Now, default));
            yield return ("record-search", () => record.SearchAsync(all, default));
            yield return ("record-search-newest", () => record.SearchAsync(Ask(), default));
            yield return ("record-facets", () => record.FacetsAsync(Ask("七里香"), default));
            yield return ("record-history", () => record.HistoryAsync(years, default));
            yield return ("record-move-first", () => record.MoveAsync(RecordCursor.Zero, new(0, 0, Now, 1), default));
            yield return ("record-move", () => record.MoveAsync(new(7, 12, Now, 1), new(8, 13, Now, 1), default));
            yield return ("record-cursor", () => record.CursorAsync(default));
            yield return ("counts-put", () => record.PutCountsAsync([count], default));
            yield return ("counts-read", () => record.CountsAsync("2026-01", "2026-12", Music.Id, default));
            yield return ("readers-put", () => record.PutReadersAsync([reader], default));
            yield return ("readers-find", () => record.FindReaderAsync(reader.Hash, default));
            yield return ("publications-put", () => publications.PutAsync([published], Now, default));
            yield return ("publications-read",
                () => publications.PageAsync(PublicationKind.Exposure, Guid.Empty, 11, default));
            yield return ("record-empty", () => record.EmptyAsync(default));
            yield return ("evidence-keep", () => EvidenceContract.KeepAsync(evidence, file));
            yield return ("evidence-keep-again", () => EvidenceContract.KeepAsync(evidence, file));
            yield return ("evidence-find", () => evidence.FindAsync(hash, default));
            yield return ("evidence-sweep", () => evidence.DeleteAttemptsAsync(Start.AddYears(-6), default));
            yield return ("evidence-delete", () => evidence.DeleteAsync(hash, default));
        }
    }

    private static string Shape(IEnumerable<BsonDocument> commands)
    {
        var relaxed = new JsonWriterSettings { OutputMode = JsonOutputMode.RelaxedExtendedJson };
        List<BsonValue> seen = [];
        // Without a database are those by which a connection begins.
        return new JsonArray(
            [.. commands.Where(c => c.Contains("$db")).Select(c => JsonNode.Parse(Stable(c, seen).ToJson(relaxed)))])
            .ToJsonString(Readable) + "\n";
    }

    /// <summary>
    /// Without what is different each time: sessions, ids of attempts, by the number of their first appearance, and
    /// times of this machine.
    /// </summary>
    private static BsonValue Stable(BsonValue value, List<BsonValue> seen)
    {
        switch (value)
        {
            case BsonDocument document:
                return new BsonDocument(document.Where(e => e.Name is not ("lsid" or "txnNumber" or "$clusterTime"))
                    .Select(e => new BsonElement(
                        e.Name, e is { Name: "uploadDate", Value: BsonDateTime } ? "now" : Stable(e.Value, seen))));
            case BsonArray array:
                return new BsonArray(array.Select(item => Stable(item, seen)));
            case BsonObjectId:
            case BsonBinaryData { SubType: BsonBinarySubType.UuidStandard } when IsRandom(value):
            case BsonString { Value.Length: 32 }:
                if (!seen.Contains(value)) seen.Add(value);
                return $"random {value.BsonType} {seen.IndexOf(value) + 1}";
            default:
                return value;
        }
    }

    private static bool IsRandom(BsonValue value) => value is BsonObjectId || value.AsGuid.Version == 4;

    /// <summary>The lines at which a shape differs, as it is committed and as it is.</summary>
    private static IEnumerable<string> Differences(string name, string committed, string now)
    {
        if (committed == now) yield break;
        var (then, here) = (committed.Split('\n'), now.Split('\n'));
        var first = then.Zip(here).TakeWhile(l => l.First == l.Second).Count();
        var last = then.Reverse().Zip(here.Reverse()).TakeWhile(l => l.First == l.Second).Count();
        last = Math.Min(last, Math.Min(then.Length, here.Length) - first);
        yield return $"{name}.json, line {first + 1}:";
        foreach (var line in then[first..^last]) yield return $"- {line}";
        foreach (var line in here[first..^last]) yield return $"+ {line}";
    }
}
