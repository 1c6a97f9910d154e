using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>
/// SLA policies and calendars as versioned data. Every version is kept, because notices refer to theirs.
/// </summary>
internal sealed class PolicyStore(TimeProvider time)
{
    public static Task<IReadOnlyList<SlaPolicy>> PoliciesAsync(Session s) =>
        AllAsync(s, "policies", TakedownJson.Default.SlaPolicy);

    public static Task<IReadOnlyList<WorkCalendar>> CalendarsAsync(Session s) =>
        AllAsync(s, "calendars", TakedownJson.Default.WorkCalendar);

    public async Task<SlaPolicy> AddAsync(Session s, SlaPolicy policy)
    {
        var next = policy with { Version = await NextVersion(s, "policies", policy.Code) };
        await InsertAsync(
            s, "policies", next.Code, next.Version, JsonSerializer.Serialize(next, TakedownJson.Default.SlaPolicy));
        return next;
    }

    public async Task<WorkCalendar> AddAsync(Session s, WorkCalendar calendar)
    {
        var next = calendar with { Version = await NextVersion(s, "calendars", calendar.Code) };
        await InsertAsync(
            s, "calendars", next.Code, next.Version, JsonSerializer.Serialize(next, TakedownJson.Default.WorkCalendar));
        return next;
    }

    private static async Task<IReadOnlyList<T>> AllAsync<T>(Session s, string table, JsonTypeInfo<T> type)
    {
        var bodies = await s.QueryAsync<string>($"SELECT body FROM {table} ORDER BY code, version");
        return [.. bodies.Select(body => JsonSerializer.Deserialize(body, type)!)];
    }

    private static async Task<int> NextVersion(Session s, string table, string code)
    {
        await s.LockAsync($"{table} {code}");
        return (int)(await s.FirstAsync<long?>($"SELECT MAX(version) FROM {table} WHERE code = @code", new { code })
            ?? 0) + 1;
    }

    private async Task InsertAsync(Session s, string table, string code, int version, string body)
    {
        await s.ExecuteAsync(
            $"INSERT INTO {table} (code, version, body, created_at) VALUES (@code, @version, @body, @now)",
            new { code, version, body, now = time.GetUtcNow() });
        await OrganisationStore.Bump(s);
    }
}
