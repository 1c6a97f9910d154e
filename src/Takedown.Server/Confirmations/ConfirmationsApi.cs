using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Confirmations;

/// <summary>Notices whose target is shared with others, before they are sent.</summary>
internal static class ConfirmationsApi
{
    private const int MaxNotices = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Claimant").For(OrganisationKind.Claimant);

        group.MapPost("/notices/{id:guid}/confirmation", ConfirmAsync).Scope(KeyScope.Send)
            .Describe("confirmNotice", "Confirm a notice whose target is shared with others, so that it is sent",
                "By another person of the claimant than the one who submitted it, or with another key where the keys "
                + "are the organisation's own; a key and its successor are one. The notice is not sent before, and no "
                + "deadline runs. It can be withdrawn instead. One that the list of what you never claim covers by now "
                + "is refused with target.never-touch, and withdrawn.")
            .Answers<NoticeView>().Fails(404, 409);

        group.MapGet("/confirmations", ListAsync).Scope(KeyScope.Read)
            .Describe("listConfirmations", "List your notices that wait for a second person, oldest first",
                "Hosts as a whole, hosting roots and public suffixes, hosts and addresses of content delivery "
                + "networks, and other IP addresses: a measure against them meets others too.")
            .Paged().Answers<Page<ConfirmationView>>().Fails(400);

        group.MapPost("/confirmations", ConfirmManyAsync).Scope(KeyScope.Send)
            .Describe("confirmNotices", "Confirm many notices, with a result for each",
                "At most 1,000. Each is decided by itself, as by confirmNotice.")
            .Accepts<ConfirmationsInput>("application/json").Answers<ConfirmationsView>().Fails(400);
    }

    private static async Task<Results<Ok<NoticeView>, ProblemHttpResult>> ConfirmAsync(
        Guid id, HttpContext http, ConfirmNotices confirm, Database database)
    {
        var done = (await confirm.RunAsync(http, [id], http.Act("notice.confirm", id)))[0];
        if (done.Notice is null) return Problems.NotFound(http);
        if (done.Code is { } code)
        {
            return Problems.Of(
                http, StatusCodes.Status409Conflict, code,
                done.About is { } about ? [new InputFault("", code, about)] : null);
        }
        return TypedResults.Ok(await database.ReadAsync(async s =>
            (await NoticeStore.WithOwnDataAsync(s, (await NoticeStore.FindAsync(s, id))!)).View() with
            {
                Confirmation = await ConfirmationHolds.ViewAsync(s, id),
            }));
    }

    private const string Waiting =
        $"""
        SELECT {ConfirmationRow.Columns}, n.target FROM confirmations c JOIN notices n ON n.id = c.notice_id
        WHERE c.claimant_id = @claimant AND c.waiting = 1 AND c.notice_id > @after
        ORDER BY c.notice_id LIMIT @take
        """;

    private static async Task<Results<Ok<Page<ConfirmationView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId ?? Guid.Empty);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var args = new { claimant = http.Caller().Id, after, take = limit + 1 };
        var rows = await database.ReadAsync(s => s.QueryAsync<ConfirmationRow>(Waiting, args));
        return TypedResults.Ok(Pages.Of([.. rows.Select(r => r.View())], limit, c => $"{c.NoticeId}"));
    }

    private static async Task<Results<Ok<ConfirmationsView>, ProblemHttpResult>> ConfirmManyAsync(
        HttpContext http, ConfirmNotices confirm)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ConfirmationsInput);
        if (problem is not null) return problem;
        if (input!.NoticeIds is not { Count: > 0 } ids)
            return Problems.Invalid(http, new InputFault("/noticeIds", "field.required"));
        if (ids.Count > MaxNotices)
        {
            return Problems.Invalid(http, new InputFault(
                "/noticeIds", "list.too-long", MaxNotices.ToString("N0", CultureInfo.InvariantCulture)));
        }
        var done = (await confirm.RunAsync(http, ids.ToHashSet(), http.Act("notice.confirm")))
            .ToDictionary(d => d.Id);
        var language = Language.Of(http);
        return TypedResults.Ok(new ConfirmationsView
        {
            Results = [.. ids.Select(id => new ConfirmationResult
            {
                NoticeId = id,
                Confirmed = done[id].Code is null,
                Code = done[id].Code,
                Message = done[id].Code is { } code ? Messages.Text(code, language, [done[id].About ?? ""]) : null,
            })],
        });
    }
}
