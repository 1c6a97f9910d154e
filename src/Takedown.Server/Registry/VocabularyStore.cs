using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Packs;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>
/// Vocabularies and functions as versioned data. What was never written is as in the default pack, at version 1.
/// </summary>
internal sealed class VocabularyStore(TimeProvider time)
{
    /// <summary>The list of functions is stored beside the vocabularies and is none of them.</summary>
    private const string Functions = "function";

    /// <summary>So is the table of who leads which measure.</summary>
    private const string Responsibilities = "responsibility";

    private const string Latest =
        "SELECT body FROM vocabularies WHERE code = @code ORDER BY version DESC LIMIT 1";

    private const string Insert =
        "INSERT INTO vocabularies (code, version, body, created_at) VALUES (@code, @version, @body, @now)";

    /// <summary>All vocabularies, in the order of the pack.</summary>
    public static async Task<IReadOnlyList<Vocabulary>> VocabulariesAsync(Session s)
    {
        var all = new List<Vocabulary>();
        foreach (var packed in DefaultPack.Vocabularies)
            all.Add(await LatestAsync(s, packed.Axis, TakedownJson.Default.Vocabulary) ?? packed);
        return all;
    }

    public static async Task<FunctionList> FunctionsAsync(Session s) =>
        await LatestAsync(s, Functions, TakedownJson.Default.FunctionList)
        ?? new() { Version = 1, Items = DefaultPack.Functions };

    /// <summary>Writes the next version of a vocabulary.</summary>
    /// <returns>The former version and the written one.</returns>
    public async Task<(Vocabulary Former, Vocabulary Next)> AddAsync(Session s, Vocabulary vocabulary)
    {
        await s.LockAsync($"vocabularies {vocabulary.Axis}");
        var former = await LatestAsync(s, vocabulary.Axis, TakedownJson.Default.Vocabulary)
            ?? DefaultPack.Vocabularies.First(v => v.Axis == vocabulary.Axis);
        var next = vocabulary with { Version = former.Version + 1 };
        await InsertAsync(s, next.Axis, next.Version, next, TakedownJson.Default.Vocabulary);
        return (former, next);
    }

    /// <summary>Writes the next version of the functions.</summary>
    /// <returns>The former version and the written one.</returns>
    public async Task<(FunctionList Former, FunctionList Next)> AddAsync(Session s, FunctionList functions)
    {
        await s.LockAsync($"vocabularies {Functions}");
        var former = await FunctionsAsync(s);
        var next = functions with { Version = former.Version + 1 };
        await InsertAsync(s, Functions, next.Version, next, TakedownJson.Default.FunctionList);
        return (former, next);
    }

    public static async Task<ResponsibilityList> ResponsibilitiesAsync(Session s) =>
        await LatestAsync(s, Responsibilities, TakedownJson.Default.ResponsibilityList)
        ?? new() { Version = 1, Items = DefaultPack.Responsibilities };

    /// <summary>Writes the next version of the table of measures.</summary>
    /// <returns>The former version and the written one.</returns>
    public async Task<(ResponsibilityList Former, ResponsibilityList Next)> AddAsync(
        Session s, ResponsibilityList measures)
    {
        await s.LockAsync($"vocabularies {Responsibilities}");
        var former = await ResponsibilitiesAsync(s);
        var next = measures with { Version = former.Version + 1 };
        await InsertAsync(s, Responsibilities, next.Version, next, TakedownJson.Default.ResponsibilityList);
        return (former, next);
    }

    private static async Task<T?> LatestAsync<T>(Session s, string code, JsonTypeInfo<T> type) where T : class =>
        await s.FirstAsync<string>(Latest, new { code }) is { } body ? JsonSerializer.Deserialize(body, type) : null;

    private async Task InsertAsync<T>(Session s, string code, int version, T document, JsonTypeInfo<T> type)
    {
        var body = JsonSerializer.Serialize(document, type);
        await s.ExecuteAsync(Insert, new { code, version, body, now = time.GetUtcNow() });
        await OrganisationStore.Bump(s);
    }
}
