using System.Text.Json.Nodes;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Faults.Journals;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>Whose keys act in the stories.</summary>
internal sealed record SequelCast
{
    /// <summary>A claimant whose notices replace, complete and follow each other.</summary>
    public required Caller Author { get; init; }
    /// <summary>Another claimant, about the same targets.</summary>
    public required Caller Agent { get; init; }
    /// <summary>A claimant against whom steps are taken.</summary>
    public required Caller Suspect { get; init; }
    public required Caller Host { get; init; }
    /// <summary>A second respondent.</summary>
    public required Caller Mirror { get; init; }
    /// <summary>A person of the host, who decides appeals of accounts.</summary>
    public required Caller Trust { get; init; }
    /// <summary>A person of the regulator, who decides appeals against scores.</summary>
    public required Caller Officer { get; init; }
    /// <summary>A person of the operator, who takes steps.</summary>
    public required Caller Desk { get; init; }
    public required Caller Operator { get; init; }
    public required Guid AuthorId { get; init; }
    public required Guid AgentId { get; init; }
    public required Guid SuspectId { get; init; }
    public required Guid HostId { get; init; }
    public required Guid MirrorId { get; init; }

    public IEnumerable<Caller> Own => [Author, Agent, Suspect, Host, Mirror, Trust, Officer, Desk];
}

/// <summary>The sides of the stories, and what they were told is done.</summary>
internal sealed class SequelSides(SequelCast cast)
{
    public const string Name = "sequels.example", MirrorName = "mirror-of-sequels.example";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Look = TimeSpan.FromMilliseconds(150);

    private long attributed;

    public SequelCast Cast => cast;

    public SequelPromises Promises { get; } = new();

    public InboxReader HostInbox { get; } = new(cast.Host);

    public InboxReader MirrorInbox { get; } = new(cast.Mirror);

    /// <summary>A notice to the host.</summary>
    public static NoticeInput Notice(string path, string? title = null, string? account = null) => new()
    {
        Work = new() { Title = title ?? $"Work {path}", Type = "film-tv" },
        Target = new()
        {
            Url = $"https://{Name}/{path}", Account = account is null ? null : new() { Id = account },
        },
        RightsHolder = new() { Name = "Long Road Pictures" },
        Evidence = [new() { Kind = "screenshot", Url = "https://evidence.example/1.png" }],
    };

    /// <summary>Sends a batch. What it was answered to have stored has to be there, and nothing else.</summary>
    public async Task<BatchView> SubmitAsync(Caller claimant, string key, params NoticeInput[] notices)
    {
        var answer = await claimant.CallAsync(api => api.Claimant.SubmitAsync(notices, key));
        foreach (var result in answer.Results!)
        {
            IEnumerable<(ItemStatus Status, Guid? Id)> all = result.Respondents is { } several
                ? several.Select(r => (r.Status, r.NoticeId)) : [(result.Status, result.NoticeId)];
            foreach (var (status, id) in all)
            {
                if (status is ItemStatus.Accepted) Promises.Stored.Enqueue(id!.Value);
                if (status is ItemStatus.Duplicate) Promises.Duplicates.Enqueue((claimant == cast.Author, id!.Value));
            }
        }
        return answer;
    }

    /// <summary>Sends one notice that has to be stored.</summary>
    public async Task<Guid> AcceptAsync(Caller claimant, string key, NoticeInput notice)
    {
        var result = (await SubmitAsync(claimant, key, notice)).Results![0];
        return result.Status is ItemStatus.Accepted ? result.NoticeId!.Value
            : throw new InvalidOperationException($"{key} was {result.Status}: {result.Errors?[0].Code}");
    }

    /// <summary>Sends one notice to the host and waits until the host has it.</summary>
    /// <returns>The notice; null if it did not arrive in time, so that the story ends there.</returns>
    public async Task<Guid?> DeliverAsync(Caller claimant, string key, NoticeInput notice)
    {
        var id = await AcceptAsync(claimant, key, notice);
        return await ArrivedAsync(id) ? id : null;
    }

    /// <summary>Waits until the host has notices.</summary>
    public Task<bool> ArrivedAsync(params Guid[] ids) => UntilAsync(
        () => Task.FromResult(ids.All(id => HostInbox.Has(id))), "the host to have what was sent");

    /// <summary>Waits until all removals of accounts so far are counted.</summary>
    public Task<bool> CountedAsync()
    {
        var told = Volatile.Read(ref attributed);
        var score = $"/v1/accountability/platforms/{cast.HostId}";
        return UntilAsync(
            async () => (await cast.Host.SendAsync(HttpMethod.Get, score))!["attributed"]!.GetValue<long>() >= told,
            "removals to be counted");
    }

    /// <summary>Does an act that has no key of its own; see <see cref="QuarrelSides.ActAsync"/>.</summary>
    public async Task<JsonNode?> ActAsync(Caller caller, Guid notice, string type, string path, object body)
    {
        var before = Promises.Acts.Count(a => a == (notice, type));
        var answer = await caller.SendAsync(HttpMethod.Post, path, body);
        if (answer is not null || (await TimelineAsync(notice)).Count(e => e.Type == type) > before)
            Promises.Acts.Enqueue((notice, type));
        return answer;
    }

    /// <summary>The same about one notice of the author.</summary>
    public Task<JsonNode?> ClaimAsync(Guid notice, string type, string what, object body) =>
        ActAsync(cast.Author, notice, type, $"/v1/notices/{notice}/{what}", body);

    /// <summary>A platform answers.</summary>
    public async Task<ResponseResult> SayAsync(Caller platform, ResponseInput response)
    {
        var result = (await platform.CallAsync(api => api.Platform.RespondAsync([response])))[0];
        if (result.Status is not ResponseStatus.Refused)
            Promises.Acts.Enqueue((response.NoticeId!.Value, response.Response!.Value.Word()));
        return result;
    }

    public async Task<ResponseResult> RemoveAsync(Guid notice, string? account = null)
    {
        var result = await SayAsync(cast.Host, new()
        {
            NoticeId = notice,
            Response = ResponseKind.ActionTaken,
            Measure = Measure.Removed,
            Account = account is null ? null : new() { Id = account },
        });
        if (account is not null && result.Status is not ResponseStatus.Refused) Interlocked.Increment(ref attributed);
        return result;
    }

    public Task<ResponseResult> RefuseAsync(Guid notice) => SayAsync(cast.Host, new()
    {
        NoticeId = notice, Response = ResponseKind.Rejected, Reason = new() { Code = "licensed" },
    });

    public Task<IReadOnlyList<TimelineEntry>> TimelineAsync(Guid notice) =>
        cast.Operator.CallAsync(api => api.GetTimelineAsync(notice));

    /// <returns>Whether it came in time; a delivery may be paused until the clock runs on.</returns>
    public async Task<bool> UntilAsync(Func<Task<bool>> done, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await done())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                cast.Operator.Journal.Write($"a sequel waited in vain for {what}");
                return false;
            }
            await Task.Delay(Look, TimeProvider.System);
        }
        return true;
    }
}
