using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Assistance;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Assistance;

/// <summary>
/// What the asked body does, each by a person. A transfer is never silent: the chain is part of the request.
/// </summary>
internal sealed class AnswerAssistance(
    AssistanceStore store, ActJournal journal, RegistryCache registryCache, Database database, TimeProvider time)
{
    private const int MaxReply = 10_000, MaxReason = 2000;

    private delegate Task<string?> Step(Session s, AssistanceRow row, RegistrySnapshot registry, DateTimeOffset now);

    public static Task<Results<Ok<AssistanceView>, ProblemHttpResult>> AcceptAsync(
        Guid id, HttpContext http, AnswerAssistance answer) =>
        answer.RunAsync(http, id, AssistanceAct.Accept, (_, _) => [], async (s, row, _, _) =>
        {
            await AssistanceStore.SaveAsync(s, row with { Status = AssistanceStatus.Accepted });
            return null;
        });

    public static async Task<Results<Ok<AssistanceView>, ProblemHttpResult>> ReplyAsync(
        Guid id, HttpContext http, AnswerAssistance answer)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.AssistanceReplyInput);
        if (problem is not null) return problem;
        return await answer.RunAsync(http, id, AssistanceAct.Reply, (_, _) =>
        {
            List<InputFault> faults = [];
            AskAssistance.CheckText(faults, "/text", input!.Text, MaxReply);
            List<InputFault> documents = [];
            EvidenceRules.Check(input.Documents, answer.Now, documents);
            faults.AddRange(documents.Select(f => f with
            {
                Pointer = f.Pointer.Replace("/evidence", "/documents", StringComparison.Ordinal),
            }));
            return faults;
        }, async (s, row, _, now) =>
        {
            await AssistanceStore.SaveAsync(s, row with
            {
                Status = AssistanceStatus.Replied,
                AnsweredAt = now,
                AnsweredBy = row.ToId,
                Answer = input!.Text!.Trim(),
                Documents = input.Documents is { Count: > 0 } documents
                    ? JsonSerializer.Serialize([.. documents], TakedownJson.Default.ListEvidence) : null,
            });
            await BodyDeadlines.StopAsync(s, DeadlineOwner.Assistance, row.Id, now);
            return null;
        });
    }

    public static async Task<Results<Ok<AssistanceView>, ProblemHttpResult>> RefuseAsync(
        Guid id, HttpContext http, AnswerAssistance answer)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.AssistanceRefusalInput);
        if (problem is not null) return problem;
        return await answer.RunAsync(http, id, AssistanceAct.Refuse, (_, _) => ReasonFaults(input!.Reason),
            async (s, row, _, now) =>
            {
                await AssistanceStore.SaveAsync(s, row with
                {
                    Status = AssistanceStatus.Refused, AnsweredAt = now, AnsweredBy = row.ToId, Answer = input!.Reason,
                });
                await BodyDeadlines.StopAsync(s, DeadlineOwner.Assistance, row.Id, now);
                return new JsonObject { ["reason"] = input.Reason }.ToJsonString();
            });
    }

    public static async Task<Results<Ok<AssistanceView>, ProblemHttpResult>> TransferAsync(
        Guid id, HttpContext http, AnswerAssistance answer)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.AssistanceTransferInput);
        if (problem is not null) return problem;
        return await answer.RunAsync(http, id, AssistanceAct.Transfer, (row, registry) =>
        {
            var faults = ReasonFaults(input!.Reason);
            var fault = input.To == row.FromId ? "assistance.to-sender"
                : AskAssistance.ToFault(registry, row.Kind, input.To, row.ToId);
            if (fault is not null) faults.Add(new("/to", fault));
            return faults;
        }, async (s, row, _, now) =>
        {
            var (to, reason) = (input!.To!.Value, input.Reason!.Trim());
            await AssistanceStore.PassAsync(s, row.Id, to, reason, now);
            await AssistanceStore.SaveAsync(s, row with { ToId = to, Status = AssistanceStatus.Asked });
            return new JsonObject { ["from"] = row.ToId, ["to"] = to, ["reason"] = reason }.ToJsonString();
        });
    }

    private DateTimeOffset Now => time.GetUtcNow();

    private async Task<Results<Ok<AssistanceView>, ProblemHttpResult>> RunAsync(
        HttpContext http, Guid id, AssistanceAct act,
        Func<AssistanceRow, RegistrySnapshot, List<InputFault>> check, Step step)
    {
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        var (view, problem) = await database.WriteAsync<(AssistanceView?, ProblemHttpResult?)>(async s =>
        {
            if (await store.LockAsync(s, id) is not { } row
                || !await AssistanceStore.IsReadByAsync(s, row, registry, http.Caller()))
                return (null, Problems.NotFound(http));
            if (Officer.Of(http, out var refused) is null) return (null, refused);
            if (row.ToId != http.Caller().Id)
                return (null, Problems.Of(http, StatusCodes.Status403Forbidden, "body.not-responsible"));
            var faults = check(row, registry);
            if (faults.Count > 0) return (null, Problems.Invalid(http, faults));
            if (AssistanceRules.Obstacle(row.Status, act) is { } code) return (null, Problems.Conflict(http, code));
            var now = Now;
            var details = await step(s, row, registry, now);
            await journal.AddAsync(s, http, ActSubject.Assistance, id, ActOf(act), now, details);
            return (await AssistanceStore.ViewAsync(s, (await AssistanceStore.FindAsync(s, id))!, now), null);
        });
        return problem is not null ? problem : TypedResults.Ok(view!);
    }

    private static List<InputFault> ReasonFaults(string? reason)
    {
        List<InputFault> faults = [];
        AskAssistance.CheckText(faults, "/reason", reason, MaxReason);
        return faults;
    }

    private static string ActOf(AssistanceAct act) => act switch
    {
        AssistanceAct.Accept => "accepted",
        AssistanceAct.Reply => "replied",
        AssistanceAct.Refuse => "refused",
        AssistanceAct.Transfer => "transferred",
    };
}
