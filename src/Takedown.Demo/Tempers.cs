using Takedown.Contracts;

namespace Takedown.Demo;

/// <summary>
/// The responses of a platform by temper, and the fraction of the time limit after which they are sent.
/// </summary>
internal static class Tempers
{
    private static readonly string[] Refusals =
        ["not-infringing", "licensed", "evidence-insufficient", "fair-use", "other"];
    private static readonly string[] Questions = ["proof-of-ownership", "licence-chain", "comparison"];

    public static IEnumerable<(TimeSpan After, ResponseInput Response)> Answers(Temper temper, InboxItem item)
    {
        var left = (item.Deadlines.Act ?? item.DeliveredAt) - item.DeliveredAt;
        var n = item.Seq;
        return temper switch
        {
            Temper.Prompt => Prompt(item, left, n),
            Temper.Slow => Slow(item, left, n),
            Temper.Silent => [],
            Temper.Disputing => Disputing(item, left, n),
        };
    }

    private static IEnumerable<(TimeSpan, ResponseInput)> Prompt(InboxItem item, TimeSpan left, long n)
    {
        yield return (left * 0.02, Acknowledge(item));
        yield return (left * Dice.Between(0.05, 0.3, n, 0),
            Dice.Percent(n, 1, 96) ? Act(item) : Refuse(item, "not-found"));
    }

    private static IEnumerable<(TimeSpan, ResponseInput)> Slow(InboxItem item, TimeSpan left, long n)
    {
        // The acknowledgement is sometimes late as well.
        yield return (left * Dice.Between(0.1, 0.55, n, 0), Acknowledge(item));
        yield return (left * (Dice.Percent(n, 1, 65) ? Dice.Between(0.6, 0.95, n, 2) : Dice.Between(1.05, 1.6, n, 3)),
            Act(item));
    }

    private static IEnumerable<(TimeSpan, ResponseInput)> Disputing(InboxItem item, TimeSpan left, long n)
    {
        var turn = Dice.Roll(n, 0, 100);
        yield return (left * 0.05, Acknowledge(item));
        if (turn < 35)
        {
            yield return (left * 0.15, Say(item, ResponseKind.InformationRequested) with
            {
                Reason = new() { Code = Dice.Pick(Questions, n, 1), Text = "请补充权属证明。Please prove your title." },
            });
            yield return (left * Dice.Between(0.6, 0.9, n, 2),
                Dice.Percent(n, 3, 60) ? Act(item) : Refuse(item, "not-infringing"));
        }
        else if (turn < 70)
        {
            yield return (left * Dice.Between(0.2, 0.7, n, 2), Refuse(item, Dice.Pick(Refusals, n, 3)));
        }
        else if (turn < 95)
        {
            yield return (left * Dice.Between(0.2, 0.9, n, 2), Act(item));
        }
    }

    /// <summary>The response to a request to act on an account; null for no response.</summary>
    public static (TimeSpan After, AccountResponseInput Response)? Answer(Temper temper, AccountActionView asked)
    {
        var left = asked.Due - asked.RequestedAt;
        var done = new AccountResponseInput { Id = asked.Id, Response = ResponseKind.ActionTaken };
        return temper switch
        {
            Temper.Prompt => (left * Dice.Between(0.02, 0.08, asked.Seq, 0), done),
            Temper.Slow => (left * Dice.Between(0.1, 0.6, asked.Seq, 0), done),
            Temper.Disputing => (left * 0.1, Dice.Percent(asked.Seq, 0, 50)
                ? done
                : new()
                {
                    Id = asked.Id,
                    Response = ResponseKind.Rejected,
                    Reason = new() { Code = "account-in-good-standing" },
                }),
            Temper.Silent => null,
        };
    }

    private static ResponseInput Say(InboxItem item, ResponseKind kind) =>
        new() { NoticeId = item.NoticeId, Response = kind };

    private static ResponseInput Acknowledge(InboxItem item) => Say(item, ResponseKind.Acknowledged);

    private static ResponseInput Act(InboxItem item) => Say(item, ResponseKind.ActionTaken) with
    {
        Measure = item.Notice.Target?.Type switch
        {
            "listing" or "app" or "nft-token" => Measure.Delisted,
            "live-room" => Measure.AccessStopped,
            _ => Measure.Removed,
        },
        PlatformRef = $"T-{item.Seq}",
        // These platforms confirm that the upload is this account's, without which there is no strike.
        Account = item.Notice.Target?.Account,
    };

    private static ResponseInput Refuse(InboxItem item, string code) => Say(item, ResponseKind.Rejected) with
    {
        Reason = new() { Code = code, Text = code is "other" ? "商家已提交授权书。The seller holds a licence." : null },
    };
}
