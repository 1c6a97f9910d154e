using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>The two sides of the quarrels, and what they were told is done.</summary>
internal sealed class QuarrelSides(Caller claimant, Caller second, Caller platform)
{
    private readonly ConcurrentQueue<(Guid Notice, string Type)> acts = new();

    public Caller Claimant => claimant;

    /// <summary>Another person of the claimant.</summary>
    public Caller Second => second;

    public Caller Platform => platform;

    /// <summary>Each act that was answered with success, by the type of its event.</summary>
    public IReadOnlyCollection<(Guid Notice, string Type)> Acts => acts;

    /// <summary>
    /// Does an act that has no key of its own: asked again after a lost answer it is refused, and the timeline says
    /// whether it was done.
    /// </summary>
    /// <returns>The answer; null if there was none, even if the act was done.</returns>
    public async Task<JsonNode?> ActAsync(Caller caller, Guid notice, string type, string path, object body)
    {
        var before = acts.Count(a => a == (notice, type));
        var answer = await caller.SendAsync(HttpMethod.Post, path, body);
        if (answer is not null || await CountAsync(notice, type) > before) acts.Enqueue((notice, type));
        return answer;
    }

    /// <summary>The same about one notice, by its claimant.</summary>
    public Task<JsonNode?> ClaimAsync(Guid notice, string type, string what, object body) =>
        ActAsync(claimant, notice, type, $"/v1/notices/{notice}/{what}", body);

    /// <summary>
    /// Takes a notice back. One that has to be restored anyway stays as it is, where the clock jumped after a
    /// counter-notice and its window has ended: then nobody has to confirm a withdrawal.
    /// </summary>
    public async Task WithdrawAsync(Guid notice)
    {
        var answer = await claimant.SendAsync(
            HttpMethod.Post, $"/v1/notices/{notice}/withdrawal", new { reason = "Licensed" });
        if (answer?["deadlines"]?["acknowledgeWithdrawal"] is not null || await CountAsync(notice, "withdrawn") > 0)
            acts.Enqueue((notice, "withdrawn"));
    }

    /// <summary>The platform answers.</summary>
    public async Task SayAsync(Guid notice, ResponseKind kind, Func<ResponseInput, ResponseInput>? more = null)
    {
        ResponseInput response = new() { NoticeId = notice, Response = kind };
        var result = (await platform.CallAsync(
            api => api.Platform.RespondAsync([more?.Invoke(response) ?? response])))[0];
        if (result.Status is not ResponseStatus.Refused) acts.Enqueue((notice, kind.Word()));
    }

    public Task RemoveAsync(Guid notice, string? account = null) => SayAsync(notice, ResponseKind.ActionTaken, r =>
        r with { Measure = Measure.Removed, Account = account is null ? null : new() { Id = account } });

    public Task RefuseAsync(Guid notice, bool corrects = false) => SayAsync(notice, ResponseKind.Rejected, r =>
        r with { Reason = new() { Code = "licensed" }, Corrects = corrects ? true : null });

    /// <summary>The acts that a recall was told to have done.</summary>
    public void Did(Guid notice, string type) => acts.Enqueue((notice, type));

    private async Task<int> CountAsync(Guid notice, string type) =>
        (await claimant.CallAsync(api => api.GetTimelineAsync(notice))).Count(e => e.Type == type);
}
