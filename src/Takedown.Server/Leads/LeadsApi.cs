using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Leads;

/// <summary>The lead pool (线索): entered by regulators, reported by platforms.</summary>
internal static class LeadsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/leads").WithTags("Leads");

        group.MapPost("", EnterAsync).For(Regulator, Platform).Scope(KeyScope.Send, platforms: KeyScope.Respond)
            .Idempotent()
            .Describe("enterLead", "Enter a lead, or report a clue as a platform",
                "A regulator's lead is its own; complaints received elsewhere are entered with their channel. A "
                + "platform's goes to the responsible body by platform, host or region and by the type of right, "
                + "otherwise to the operator. The body has three working days to decide.")
            .Accepts<LeadInput>("application/json").Answers<LeadView>(201).Fails(400, 409);

        group.MapGet("", ListAsync).For(Regulator, Platform, Operator).Scope(KeyScope.Read)
            .Describe("listLeads", "List leads, oldest first",
                "A regulator lists those of its region and functions, those it had and those it sent; a platform those "
                + "it sent; the operator all.")
            .Paged().Reads("leadStatus", "leadSource", "leadChannel", "crossBorder", "overdue")
            .Answers<Page<LeadView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).For(Regulator, Platform, Operator).Scope(KeyScope.Read)
            .Describe("getLead", "Read a lead with the bodies that had it and its history",
                "The contact is shown only to people of the responsible body, and this is audited.")
            .Answers<LeadView>().Fails(404);

        group.MapPost("/{id:guid}/triage", DecideLead.TriageAsync).For(Regulator, Operator).Scope(KeyScope.Decide)
            .Describe("triageLead", "Accept or refuse a lead, hand it down or hand it over",
                "By a person of the responsible body. To hand down names a body below in the same function; to hand "
                + "over names any other body and says why. The receiving body has three working days of its own, and "
                + "the former one goes on reading the lead.")
            .Accepts<LeadTriageInput>("application/json").Answers<LeadView>().Fails(400, 404, 409);

        group.MapPost("/{id:guid}/closure", DecideLead.CloseAsync).For(Regulator, Operator).Scope(KeyScope.Decide)
            .Describe("closeLead", "Settle an accepted lead that is in no case",
                "By a person of the responsible body. A lead in a case is settled with the case.")
            .Accepts<LeadClosureInput>("application/json").Answers<LeadView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Created<LeadView>, ProblemHttpResult>> EnterAsync(
        HttpContext http, LeadBook book, RegistryCache registryCache, StoredAnswers answers, ActJournal journal,
        TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.LeadInput);
        if (problem is not null) return problem;
        var caller = http.Caller();
        var registry = await registryCache.GetAsync(caller.Registry, http.RequestAborted);
        var now = time.GetUtcNow();
        var faults = LeadValidator.Faults(input!, caller.Kind, registry, now);
        if (input!.Contact is not null && !book.KeepsContacts) faults.Add(new("/contact", "contact.not-kept"));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var lead = book.Of(input, caller, registry);
        (var view, problem) = await answers.OnceAsync(http, TakedownJson.Default.LeadView, async s =>
        {
            await book.AddAsync(s, lead, registry);
            await journal.AddAsync(s, http, ActSubject.Lead, lead.Id, "entered", now);
            return (await LeadViews.OneAsync(s, lead, caller.Kind is not Platform, now), null);
        });
        return problem is not null ? problem : TypedResults.Created($"/v1/leads/{view!.Id}", view);
    }

    private static async Task<Results<Ok<Page<LeadView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, LeadStore store, RegistryCache registryCache, Database database, TimeProvider time)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId);
        var filter = new LeadFilter(
            query.Word<LeadStatus>("status"), query.Word<LeadSource>("source"), query.Word<LeadChannel>("channel"),
            query.Flag("crossBorder"), query.Flag("overdue"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var now = time.GetUtcNow();
        var rows = await store.ListAsync(registry, http.Caller(), filter, after ?? Guid.Empty, limit + 1, now);
        var page = Pages.Of(
            rows, limit, l => l.Id.ToString(), l => PageBytes.Around + PageBytes.Length(l.Content));
        var views = await database.ReadAsync(s => LeadViews.ListAsync(s, page.Items, now));
        return TypedResults.Ok(new Page<LeadView>(views, page.Next));
    }

    private static async Task<Results<Ok<LeadView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, LeadBook book, RegistryCache registryCache, Database database, AuditLog audit,
        TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var caller = http.Caller();
        var view = await database.ReadAsync(async s =>
            await LeadStore.FindAsync(s, id) is { } lead && await LeadStore.IsReadByAsync(s, lead, registry, caller)
                ? await LeadViews.OneAsync(s, lead, caller.Kind is not Platform, time.GetUtcNow()) with
                {
                    Contact = book.ContactFor(lead, caller),
                }
                : null);
        if (view is null) return Problems.NotFound(http);
        if (view.Contact is not null) await audit.RecordAsync(http.Act("lead-contact.read", id));
        return TypedResults.Ok(view);
    }
}
