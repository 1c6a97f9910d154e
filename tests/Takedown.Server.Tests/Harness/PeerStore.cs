using MongoDB.Bson;

namespace Takedown.Server.Tests.Harness;

/// <summary>What a <see cref="MongoPeer"/> keeps, and the commands on it that our code sends.</summary>
internal sealed class PeerStore
{
    private readonly Dictionary<string, Dictionary<BsonValue, BsonDocument>> collections = [];

    /// <summary>The documents of a collection of the database <c>takedown</c>.</summary>
    public IReadOnlyCollection<BsonDocument> this[string collection]
    {
        get
        {
            lock (this) return [.. Of($"takedown.{collection}").Values];
        }
    }

    /// <summary>What a restored or emptied server has.</summary>
    public void Clear()
    {
        lock (this) collections.Clear();
    }

    public BsonDocument Run(string name, BsonDocument command)
    {
        var place = command[0].IsString ? $"{command["$db"]}.{command[0]}" : "";
        return name switch
        {
            "find" => Cursor(place, Find(place, command)),
            "aggregate" => Cursor(place, PeerPipeline.Run(Of(place).Values, command["pipeline"].AsBsonArray)),
            "insert" => Written(command["documents"].AsBsonArray.Select(d => Insert(place, d.AsBsonDocument))),
            "update" => Update(place, command["updates"].AsBsonArray),
            "delete" => Delete(place, command["deletes"].AsBsonArray),
            "listIndexes" or "listCollections" => Cursor(place, []),
            "drop" or "dropDatabase" => Drop(name == "drop" ? place : $"{command["$db"]}."),
            _ => new("ok", 1),
        };
    }

    /// <summary>The answer to a write all of whose parts are refused.</summary>
    public static BsonDocument Duplicates(BsonDocument command)
    {
        var parts = (command.GetValue("documents", null) ?? command.GetValue("updates", new BsonArray())).AsBsonArray;
        return Written(parts.Select(_ => false));
    }

    private Dictionary<BsonValue, BsonDocument> Of(string place) =>
        collections.TryGetValue(place, out var found) ? found : collections[place] = [];

    private List<BsonDocument> Find(string place, BsonDocument command)
    {
        var filter = command.GetValue("filter", new BsonDocument()).AsBsonDocument;
        var found = Matches(place, filter);
        if (command.TryGetValue("sort", out var sort)) found = PeerFilter.Sorted(found, sort.AsBsonDocument);
        found = found.Skip(command.GetValue("skip", 0).ToInt32());
        return [.. command.TryGetValue("limit", out var limit) && limit != 0 ? found.Take(limit.ToInt32()) : found];
    }

    /// <summary>By the key, where the filter names one.</summary>
    private IEnumerable<BsonDocument> Matches(string place, BsonDocument filter)
    {
        var all = Of(place);
        var candidates = filter.GetValue("_id", BsonNull.Value) is not (BsonNull or BsonDocument) and var id
            ? all.TryGetValue(id, out var one) ? [one] : [] : (IEnumerable<BsonDocument>)all.Values;
        return candidates.Where(d => PeerFilter.Matches(d, filter));
    }

    private bool Insert(string place, BsonDocument document) => Of(place).TryAdd(document["_id"], document);

    private BsonDocument Update(string place, BsonArray updates)
    {
        var (matched, upserted, errors) = (0, new BsonArray(), new BsonArray());
        foreach (var (update, i) in updates.Select((u, i) => (u.AsBsonDocument, i)))
        {
            var filter = update["q"].AsBsonDocument;
            var found = Matches(place, filter).ToList();
            if (!update.GetValue("multi", false).AsBoolean) found = [.. found.Take(1)];
            matched += found.Count;
            foreach (var one in found) Of(place)[one["_id"]] = Changed(one, update["u"].AsBsonDocument);
            if (found.Count > 0 || !update.GetValue("upsert", false).AsBoolean) continue;
            var made = Changed(new BsonDocument("_id", filter["_id"]), update["u"].AsBsonDocument);
            if (Insert(place, made)) upserted.Add(new BsonDocument { ["index"] = i, ["_id"] = made["_id"] });
            else errors.Add(Taken(i));
        }
        var answer = new BsonDocument { ["ok"] = 1, ["n"] = matched + upserted.Count, ["nModified"] = matched };
        if (upserted.Count > 0) answer["upserted"] = upserted;
        if (errors.Count > 0) answer["writeErrors"] = errors;
        return answer;
    }

    private static BsonDocument Changed(BsonDocument old, BsonDocument change)
    {
        if (change.ElementCount == 0 || change.GetElement(0).Name[0] != '$')
            return new BsonDocument("_id", old["_id"]).Merge(change, overwriteExistingElements: true);
        var changed = new BsonDocument(old);
        foreach (var set in change.Elements.Where(e => e.Name is "$set" or "$setOnInsert"))
        {
            // Only an upsert begins with nothing but its id.
            if (set.Name == "$set" || old.ElementCount == 1)
                changed.Merge(set.Value.AsBsonDocument, overwriteExistingElements: true);
        }
        return changed;
    }

    private BsonDocument Delete(string place, BsonArray deletes)
    {
        var n = 0;
        foreach (var delete in deletes.Select(d => d.AsBsonDocument))
        {
            var gone = Matches(place, delete["q"].AsBsonDocument).ToList();
            if (delete["limit"] == 1) gone = [.. gone.Take(1)];
            n += gone.Count(d => Of(place).Remove(d["_id"]));
        }
        return new() { ["ok"] = 1, ["n"] = n };
    }

    private BsonDocument Drop(string prefix)
    {
        foreach (var place in collections.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).ToList())
            collections.Remove(place);
        return new("ok", 1);
    }

    private static BsonDocument Written(IEnumerable<bool> done)
    {
        var errors = new BsonArray();
        var n = 0;
        foreach (var (isDone, i) in done.Select((d, i) => (d, i)))
        {
            if (isDone) n++;
            else errors.Add(Taken(i));
        }
        var answer = new BsonDocument { ["ok"] = 1, ["n"] = n };
        if (errors.Count > 0) answer["writeErrors"] = errors;
        return answer;
    }

    private static BsonDocument Taken(int index) =>
        new() { ["index"] = index, ["code"] = 11000, ["errmsg"] = "E11000 duplicate key error" };

    private static BsonDocument Cursor(string place, IEnumerable<BsonDocument> documents) => new()
    {
        ["ok"] = 1,
        ["cursor"] = new BsonDocument { ["id"] = 0L, ["ns"] = place, ["firstBatch"] = new BsonArray(documents) },
    };
}
