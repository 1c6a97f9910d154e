using Takedown.Contracts;

namespace Takedown.Faults.Clients;

/// <summary>What is said and done about one notice, as its road says.</summary>
internal static class QuarrelMoves
{
    private static readonly string Hash = new('a', 64);

    private static readonly object Document = new { kind = "filing", sha256 = Hash };

    /// <param name="sides">Who acts.</param>
    /// <param name="road">The road.</param>
    /// <param name="notice">The notice, which the platform has.</param>
    public static async Task GoAsync(this QuarrelSides sides, Road road, InboxItem notice)
    {
        var id = notice.NoticeId;
        switch (road)
        {
            case Road.Restored or Road.Kept:
                await sides.RemoveAsync(id, AccountOf(id));
                await sides.CounterAsync(id);
                break;
            case Road.Dismissed or Road.Upheld:
                await sides.RemoveAsync(id);
                await sides.CounterAsync(id);
                await sides.ProceedAsync(notice, road is Road.Upheld ? "upheld" : "dismissed");
                break;
            case Road.OwnWords:
                await sides.RemoveAsync(id);
                await sides.CounterByLinkAsync(id);
                break;
            case Road.Refused or Road.Ignored or Road.Overturned:
                await sides.RefuseAsync(id);
                await sides.ClaimAsync(id, "disputed", "dispute", new { explanation = "The licence ended in 2023." });
                if (road is Road.Refused) await sides.RefuseAsync(id);
                if (road is Road.Overturned) await sides.RemoveAsync(id);
                break;
            case Road.Mediated or Road.GivenUp:
                await sides.RefuseAsync(id);
                await sides.MediateAsync(notice, road is Road.Mediated ? "measure-agreed" : "claim-given-up");
                if (road is Road.Mediated) await sides.RemoveAsync(id);
                break;
            case Road.Extended:
                await sides.SayAsync(id, ResponseKind.Assessed, r => r with { Finding = Finding.Unclear });
                await sides.ActAsync(
                    sides.Platform, id, "deadline-extended", $"/v1/notices/{id}/extension", new { reason = "Compare" });
                break;
            case Road.TakenBack:
                await sides.RemoveAsync(id, AccountOf(id));
                await sides.RefuseAsync(id, corrects: true);
                break;
            case Road.GivenIn:
                await sides.RefuseAsync(id);
                await sides.RemoveAsync(id);
                break;
            case Road.Race:
                await sides.RemoveAsync(id);
                await Task.WhenAll(sides.CounterAsync(id), sides.WithdrawAsync(id));
                break;
            case Road.RecalledRemoved or Road.Confirmed:
                await sides.RemoveAsync(id);
                break;
            case Road.RecalledRefused:
                await sides.RefuseAsync(id);
                break;
            default:
                break;
        }
    }

    /// <summary>Each has an account of its own, with one strike.</summary>
    public static string AccountOf(Guid notice) => $"quarrel-{notice:N}";

    private static Task CounterAsync(this QuarrelSides sides, Guid id) => sides.ActAsync(
        sides.Platform, id, "counter-noticed", "/v1/counter-notices", Said(noticeIds: [id], links: null));

    private static async Task CounterByLinkAsync(this QuarrelSides sides, Guid id)
    {
        // Another link where the answer was lost: the first one is not known to anybody.
        var link = await sides.Platform.SendAsync(
            HttpMethod.Post, $"/v1/notices/{id}/counter-notice-links", new { });
        if (link is null) return;
        await sides.ActAsync(
            sides.Platform, id, "counter-noticed", "/v1/counter-notices/with-links",
            Said(noticeIds: null, links: [link["code"]!.GetValue<string>()]));
    }

    private static object Said(Guid[]? noticeIds, string[]? links) => new
    {
        noticeIds, links,
        accused = new
        {
            name = "Wang Wei", email = "wang@user.example", phone = "+86 10 5555 0100", address = "2 Lake Road",
        },
        statements = new[] { "not-infringing", "good-faith", "truth" },
        explanation = "It is my own recording.",
        evidence = new[] { new { kind = "contract", sha256 = Hash } },
    };

    private static async Task ProceedAsync(this QuarrelSides sides, InboxItem notice, string outcome)
    {
        await sides.ClaimAsync(notice.NoticeId, "proceeding-filed", "proceeding", new
        {
            kind = "suit", court = "北京互联网法院", caseNo = $"京0491民初{notice.Seq}号", filedAt = notice.DeliveredAt,
            document = Document,
        });
        await sides.ClaimAsync(
            notice.NoticeId, "proceeding-ended", "proceeding-outcome", new { outcome, document = Document });
    }

    private static async Task MediateAsync(this QuarrelSides sides, InboxItem notice, string outcome)
    {
        await sides.ClaimAsync(notice.NoticeId, "mediation-filed", "mediation", new
        {
            body = "版权保护联合会", filedAt = notice.DeliveredAt, document = Document,
        });
        await sides.ClaimAsync(
            notice.NoticeId, "mediation-ended", "mediation-outcome", new { outcome, document = Document });
    }
}
