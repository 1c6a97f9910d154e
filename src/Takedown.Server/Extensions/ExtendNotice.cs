using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Extensions;

/// <summary><c>POST /v1/notices/{id}/extension</c>: decided by the policy that is frozen on the notice.</summary>
internal sealed class ExtendNotice(Database database, NoticeCommands commands, RegistryCache registryCache)
{
    private const int MaxReason = 2000;

    public static async Task<Results<Ok<NoticeExtension>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, ExtendNotice extend)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.NoticeExtensionInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        faults.CheckText(input!.Reason, MaxReason, "/reason");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var (given, code) = await extend.ApplyAsync(http, id, input);
        return code switch
        {
            null when given is null => Problems.NotFound(http),
            null => TypedResults.Ok(given),
            "extension.too-long" or "extension.not-later" => Problems.Invalid(http, new InputFault("/due", code)),
            _ => Problems.Conflict(http, code),
        };
    }

    private async Task<(NoticeExtension? Given, string? Code)> ApplyAsync(
        HttpContext http, Guid id, NoticeExtensionInput input)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        return await database.WriteAsync(s => commands.ApplyAsync(
            s, id, registry, http.Caller().Kind, set => Decide(set, id, input),
            NoticeOwner.Platform(http.Caller().Id)));
    }

    private static (NoticeExtension?, string?) Decide(NoticeSet set, Guid id, NoticeExtensionInput input)
    {
        if (set.Find(id) is not { DeliveredAt: not null } found) return (null, null);
        var notice = set.Renew(found);
        var (registry, now) = (set.At.Registry, set.At.Now);
        var policy = registry.PolicyOf(notice.Policy, notice.PolicyVersion);
        var longest = notice.ActDue is { } due
            ? ActExtension.Longest(policy, due, registry.Calendars[policy.Calendar]) : null;
        var asked = input.Due ?? longest?.At ?? now;
        if (ActExtension.FaultOf(notice.Status, notice.Extension is not null, asked, longest?.At, now) is { } code)
            return (null, code);
        var given = new NoticeExtension
        {
            Reason = input.Reason!.Trim(), At = now, Before = notice.ActDue!.Value, After = asked.ToUniversalTime(),
        };
        var outcome = set.Apply(notice, NoticeCommand.Extend, new()
        {
            Reason = new() { Text = given.Reason },
            ActDue = new(given.After, longest!.Value.Provisional),
            Extension = JsonSerializer.Serialize(given, StoredJson.Default.NoticeExtension),
        });
        return outcome is Outcome.Applied ? (given, null) : (null, "transition.not-allowed");
    }
}
