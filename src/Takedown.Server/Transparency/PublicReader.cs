using Takedown.Contracts;
using Takedown.Core.Transparency;
using Takedown.Server.Hosting;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Server.Transparency;

/// <summary>What the operations of the public record have in common.</summary>
internal sealed class PublicReader(
    IPublicRecord record, TakedownOptions options, IEnumerable<WholeUrlCheck> checks, TimeProvider time)
{
    public IPublicRecord Record => record;

    public DateTimeOffset Now => time.GetUtcNow();

    public bool PublishesNotices => options.Transparency.PublishesNotices;

    public bool PublishesCounts => options.Transparency.PublishesCounts;

    /// <summary>The instant as of which the record is complete.</summary>
    public async Task<DateTimeOffset> AsOfAsync(CancellationToken cancellation) =>
        (await record.CursorAsync(cancellation)).At;

    /// <summary>A list of URLs is a catalogue of copies: only who has shown a reason to read it does.</summary>
    public async Task<bool> ReadsUrlsAsync(HttpContext http)
    {
        foreach (var check in checks)
        {
            if (await check(http)) return true;
        }
        return false;
    }

    public static TransparencyNotice View(PublicNotice notice, bool withUrl, DateTimeOffset? asOf = null) => new()
    {
        Id = notice.Id,
        Version = notice.Version,
        State = notice.State,
        Sla = notice.Sla,
        Measure = notice.Measure,
        Regime = notice.Regime,
        IpType = notice.IpType,
        Tier = notice.Tier,
        WorkType = notice.WorkType,
        WorkTitle = notice.WorkTitle,
        RegistrationNo = notice.RegistrationNo,
        Host = notice.Host,
        Target = withUrl ? notice.Target : null,
        Platform = Of(notice.Platform),
        Claimant = notice.Claimant is null ? null : Of(notice.Claimant),
        Region = notice.Region,
        ReceivedAt = notice.ReceivedAt,
        DeliveredAt = notice.DeliveredAt,
        AnsweredAt = notice.AnsweredAt,
        Reason = notice.Reason is null ? null : new() { Code = notice.Reason.Code },
        Escalated = notice.Escalated,
        History = [.. notice.History.Select(h => new TransparencyStep { At = h.At, Type = h.Type })],
        Statements = [.. notice.Statements.Select(s => new TransparencyStatement
        {
            At = s.At,
            By = s.By,
            Kind = s.Kind,
            Text = s.Text,
        })],
        Redactions = notice.Redactions,
        PublishedAt = notice.PublishAt,
        AsOf = asOf,
    };

    private static TransparencyParty Of(PublicParty party) => new() { Id = party.Id, Name = party.Name };
}
