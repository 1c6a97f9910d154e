using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Storage;

namespace Takedown.Server.Campaigns;

/// <summary>Tasks with their responsible people (责任人), who are people of the body that holds the campaign.</summary>
internal sealed class TaskOwners(Database database, Ids ids)
{
    private const string Person =
        "SELECT name FROM people WHERE id = @id AND organisation_id = @body AND retired_at IS NULL";

    public async Task CheckAsync(CampaignInput input, Guid body, List<InputFault> faults)
    {
        for (var p = 0; p < (input.Phases?.Count ?? 0); p++)
        {
            var tasks = input.Phases![p].Tasks ?? [];
            for (var t = 0; t < tasks.Count; t++)
                await CheckAsync(tasks[t], body, $"/phases/{p}/tasks/{t}", faults);
        }
    }

    public async Task CheckAsync(CampaignTaskInput task, Guid body, string pointer, List<InputFault> faults)
    {
        if (task.Owner is { } id && await database.ReadAsync(s => NameAsync(s, id, body)) is null)
            faults.Add($"{pointer}/owner", "person.unknown");
    }

    /// <summary>A task of a campaign.</summary>
    public async Task<TaskRow> RowAsync(
        Session s, CampaignTaskInput task, CampaignRow campaign, int? phase, DateOnly? until) => new()
    {
        Id = ids.Next(),
        CampaignId = campaign.Id,
        Sort = TaskSort.Task,
        Phase = phase,
        Title = task.Title!.Trim(),
        BodyId = campaign.BodyId,
        OwnerId = task.Owner,
        OwnerName = task.Owner is { } owner ? await NameAsync(s, owner, campaign.BodyId) : null,
        Department = task.Department?.Trim(),
        Due = TaskRow.EndOf(campaign.Zone, task.Due ?? until ?? campaign.To),
        Sla = SlaStatus.Running,
        Targets = task.Targets is { Count: > 0 } targets
            ? string.Join('\n', targets.Select(t => t.ReplaceLineEndings(" "))) : null,
    };

    private static Task<string?> NameAsync(Session s, Guid id, Guid body) =>
        s.FirstAsync<string>(Person, new { id, body });
}
