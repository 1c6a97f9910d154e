using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Packs;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>
/// SLA policies, calendars and regimes as versioned data. Every version is kept, because notices refer to theirs.
/// </summary>
internal sealed class PolicyStore(TimeProvider time)
{
    public static Task<IReadOnlyList<SlaPolicy>> PoliciesAsync(Session s) =>
        AllAsync(s, "policies", TakedownJson.Default.SlaPolicy);

    public static async Task<IReadOnlyList<WorkCalendar>> CalendarsAsync(Session s) =>
        [.. (await AllAsync(s, "calendars", TakedownJson.Default.WorkCalendar)).Select(Whole)];

    /// <summary>The regimes in every version.</summary>
    public static Task<IReadOnlyList<Regime>> RegimesAsync(Session s) =>
        AllAsync(s, "regimes", TakedownJson.Default.Regime);

    /// <summary>Calendars stored before they had fixed holidays have those of the pack.</summary>
    private static WorkCalendar Whole(WorkCalendar calendar) => calendar.FixedHolidays is not null ? calendar
        : calendar with { FixedHolidays = DefaultPack.FixedHolidaysOf(calendar.Code) };

    /// <summary>Writes the next version of a policy.</summary>
    /// <returns>The former version, null for a new code, and the written one.</returns>
    public async Task<(SlaPolicy? Former, SlaPolicy Next)> AddAsync(Session s, SlaPolicy policy)
    {
        var former = await LatestAsync(s, "policies", policy.Code, TakedownJson.Default.SlaPolicy);
        var next = policy with { Version = (former?.Version ?? 0) + 1 };
        await InsertAsync(
            s, "policies", next.Code, next.Version, JsonSerializer.Serialize(next, TakedownJson.Default.SlaPolicy));
        return (former, next);
    }

    /// <summary>Writes the next version of a calendar. Fixed holidays hold until a version names others.</summary>
    /// <returns>The former version, null for a new code, and the written one.</returns>
    public async Task<(WorkCalendar? Former, WorkCalendar Next)> AddAsync(Session s, WorkCalendar calendar)
    {
        var stored = await LatestAsync(s, "calendars", calendar.Code, TakedownJson.Default.WorkCalendar);
        var former = stored is null ? null : Whole(stored);
        var next = calendar with
        {
            Version = (former?.Version ?? 0) + 1,
            FixedHolidays = calendar.FixedHolidays ?? former?.FixedHolidays ?? [],
        };
        await InsertAsync(
            s, "calendars", next.Code, next.Version, JsonSerializer.Serialize(next, TakedownJson.Default.WorkCalendar));
        return (former, next);
    }

    /// <summary>Writes the next version of a regime.</summary>
    /// <returns>The former version, null for a new code, and the written one.</returns>
    public async Task<(Regime? Former, Regime Next)> AddAsync(Session s, Regime regime)
    {
        var former = await LatestAsync(s, "regimes", regime.Code, TakedownJson.Default.Regime);
        var next = regime with { Version = (former?.Version ?? 0) + 1 };
        await InsertAsync(
            s, "regimes", next.Code, next.Version, JsonSerializer.Serialize(next, TakedownJson.Default.Regime));
        return (former, next);
    }

    private static async Task<IReadOnlyList<T>> AllAsync<T>(Session s, string table, JsonTypeInfo<T> type)
    {
        var bodies = await s.QueryAsync<string>($"SELECT body FROM {table} ORDER BY code, version");
        return [.. bodies.Select(body => JsonSerializer.Deserialize(body, type)!)];
    }

    private static async Task<T?> LatestAsync<T>(Session s, string table, string code, JsonTypeInfo<T> type)
        where T : class
    {
        await s.LockAsync($"{table} {code}");
        var body = await s.FirstAsync<string>(
            $"SELECT body FROM {table} WHERE code = @code ORDER BY version DESC LIMIT 1", new { code });
        return body is null ? null : JsonSerializer.Deserialize(body, type);
    }

    private async Task InsertAsync(Session s, string table, string code, int version, string body)
    {
        await s.ExecuteAsync(
            $"INSERT INTO {table} (code, version, body, created_at) VALUES (@code, @version, @body, @now)",
            new { code, version, body, now = time.GetUtcNow() });
        await OrganisationStore.Bump(s);
    }
}
