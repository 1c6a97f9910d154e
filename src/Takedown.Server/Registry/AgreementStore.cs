using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>Agreements as versioned data. Every version is kept, because notices refer to theirs.</summary>
internal sealed class AgreementStore(TimeProvider time)
{
    private const string All = "SELECT body FROM agreements ORDER BY code, version";
    private const string Latest =
        "SELECT body FROM agreements WHERE code = @id ORDER BY version DESC LIMIT 1";
    private const string Insert =
        "INSERT INTO agreements (code, version, body, created_at) VALUES (@Id, @Version, @body, @now)";
    private static readonly string Claimants =
        $"SELECT id FROM organisations WHERE kind = {OrganisationKind.Claimant:D} AND id IN ";

    public static async Task<IReadOnlyList<Agreement>> AllAsync(Session s) =>
        [.. (await s.QueryAsync<string>(All)).Select(Read)];

    /// <summary>Those of the ids that are claimants.</summary>
    public static async Task<HashSet<Guid>> ClaimantsAsync(Session s, IReadOnlyList<Guid> ids) =>
        [.. await s.QueryAsync<Guid>(Claimants + s.In("ids"), new { ids = s.Ids(ids) })];

    /// <summary>Writes the next version of an agreement.</summary>
    /// <returns>The former version, if any, and the written one.</returns>
    public async Task<(Agreement? Former, Agreement Next)> AddAsync(Session s, Agreement agreement)
    {
        await s.LockAsync($"agreement {agreement.Id}");
        var body = await s.FirstAsync<string>(Latest, new { id = agreement.Id });
        var former = body is null ? null : Read(body);
        var next = agreement with { Version = (former?.Version ?? 0) + 1 };
        await s.ExecuteAsync(Insert, new
        {
            next.Id,
            next.Version,
            body = JsonSerializer.Serialize(next, TakedownJson.Default.Agreement),
            now = time.GetUtcNow(),
        });
        await OrganisationStore.Bump(s);
        return (former, next);
    }

    private static Agreement Read(string body) =>
        JsonSerializer.Deserialize(body, TakedownJson.Default.Agreement)!;
}
