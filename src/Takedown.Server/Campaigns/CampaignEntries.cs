using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Campaigns;

/// <summary>What an entry is. The numbers are stored: append new values only.</summary>
internal enum EntrySort
{
    Action,
    Commendation,
}

/// <summary>What happens in a campaign, as stored.</summary>
internal sealed record EntryRow
{
    public Guid Id { get; init; }
    public Guid CampaignId { get; init; }
    public EntrySort Sort { get; init; }
    public Guid BodyId { get; init; }
    public string Content { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public Guid PersonId { get; init; }
    public string Person { get; init; } = "";

    public CampaignActionView ActionView(IReadOnlyList<CampaignTarget> figures)
    {
        var said = JsonSerializer.Deserialize(Content, CampaignJson.Default.CampaignActionInput)!;
        return new()
        {
            Id = Id,
            Title = said.Title!,
            From = said.From!.Value,
            To = said.To!.Value,
            Text = said.Text,
            Body = BodyId,
            Person = Person,
            Figures = figures,
        };
    }

    public CommendationView CommendationView
    {
        get
        {
            var said = JsonSerializer.Deserialize(Content, CampaignJson.Default.CommendationInput)!;
            return new()
            {
                Id = Id,
                Kind = said.Kind!,
                Name = said.Name!,
                Merit = said.Merit!,
                Body = BodyId,
                Person = Person,
                At = At,
            };
        }
    }

    public static readonly Table<EntryRow> Table = new("campaign_entries",
    [
        new("id", ColumnType.Id, r => r.Id),
        new("campaign_id", ColumnType.Id, r => r.CampaignId),
        new("sort", ColumnType.Number, r => r.Sort),
        new("body_id", ColumnType.Id, r => r.BodyId),
        new("content", ColumnType.Text, r => r.Content),
        new("at", ColumnType.Instant, r => r.At),
        new("person_id", ColumnType.Id, r => r.PersonId),
        new("person", ColumnType.Text, r => r.Person),
    ]);
}

/// <summary>Adds and lists what happens in a campaign.</summary>
internal sealed class CampaignEntries(
    CampaignStore store, Database database, RegistryCache registryCache, ActJournal journal, Ids ids, TimeProvider time)
{
    public async Task<Results<Created<TView>, ProblemHttpResult>> AddAsync<T, TView>(
        HttpContext http, string code, EntrySort sort, JsonTypeInfo<T> type,
        Func<T, CampaignRow, List<InputFault>> check, Func<EntryRow, TView> view, JsonTypeInfo<TView> viewType)
        where T : class
    {
        var (input, problem) = await Body.ReadAsync(http, type);
        if (problem is not null) return problem;
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        if (await store.FindAsync(code, registry, http.Caller()) is not { } campaign) return Problems.NotFound(http);
        if (check(input!, campaign) is { Count: > 0 } faults) return Problems.Invalid(http, faults);
        if (Officer.Of(http, out problem) is not { } officer) return problem!;
        if (registry.BodiesOf(campaign).All(b => b.Id != officer.OrganisationId))
            return Problems.Of(http, StatusCodes.Status403Forbidden, "campaign.not-yours");
        var row = new EntryRow
        {
            Id = ids.Next(),
            CampaignId = campaign.Id,
            Sort = sort,
            BodyId = officer.OrganisationId,
            Content = JsonSerializer.Serialize(input!, type),
            At = time.GetUtcNow(),
            PersonId = officer.PersonId,
            Person = officer.Name,
        };
        var made = view(row);
        await database.WriteAsync(async s =>
        {
            await s.InsertAsync(EntryRow.Table, [row]);
            await journal.AddAsync(s, http, ActSubject.Campaign, campaign.Id,
                sort is EntrySort.Action ? "action-added" : "commended", row.At, made, viewType);
        });
        return TypedResults.Created($"/v1/campaigns/{code}", made);
    }

    private const string Page =
        "SELECT id, campaign_id, sort, body_id, content, at, person_id, person FROM campaign_entries "
            + "WHERE campaign_id = @campaign AND sort = @sort AND id > @after ORDER BY id LIMIT @take";

    public async Task<(CampaignRow? Campaign, IReadOnlyList<EntryRow> Rows, int Limit, ProblemHttpResult? Problem)>
        ListAsync(HttpContext http, string code, EntrySort sort)
    {
        var query = new Query(http);
        var (after, limit) = (query.AfterId ?? Guid.Empty, query.Limit);
        if (query.Faults.Count > 0) return (null, [], limit, Problems.Invalid(http, query.Faults));
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        if (await store.FindAsync(code, registry, http.Caller()) is not { } campaign)
            return (null, [], limit, Problems.NotFound(http));
        var rows = await database.ReadAsync(s => s.QueryAsync<EntryRow>(
            Page, new { campaign = campaign.Id, sort = (int)sort, after, take = limit + 1 }));
        return (campaign, rows, limit, null);
    }
}
