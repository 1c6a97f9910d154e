using Takedown.Contracts;
using Takedown.Core.Targets;

namespace Takedown.Core.Transparency;

/// <summary>A notice as everybody reads it: what was claimed, where, and what came of it.</summary>
public sealed record PublicNotice : PublicEntry
{
    /// <summary>The fields that may be withheld by hand.</summary>
    public static readonly IReadOnlyList<string> Withholdable =
        ["workTitle", "registrationNo", "host", "target", "claimant", "reason"];

    /// <summary>State of the notice.</summary>
    public required NoticeState State { get; init; }
    /// <summary>Status of the act deadline.</summary>
    public required SlaStatus Sla { get; init; }
    /// <summary>The measure taken.</summary>
    public Measure? Measure { get; init; }
    /// <summary>The regime.</summary>
    public required string Regime { get; init; }
    /// <summary>The right claimed.</summary>
    public required string IpType { get; init; }
    /// <summary>The priority.</summary>
    public required Tier Tier { get; init; }
    /// <summary>Type of the work.</summary>
    public string? WorkType { get; init; }
    /// <summary>Title of the work.</summary>
    public string? WorkTitle { get; init; }
    /// <summary>Registration number of the work.</summary>
    public string? RegistrationNo { get; init; }
    /// <summary>Host of the target.</summary>
    public string? Host { get; init; }
    /// <summary>URL of the target, for readers with a researcher's key.</summary>
    public string? Target { get; init; }
    /// <summary>The platform.</summary>
    public required PublicParty Platform { get; init; }
    /// <summary>The claimant, where it is no natural person.</summary>
    public PublicParty? Claimant { get; init; }
    /// <summary>Region of the platform.</summary>
    public required string Region { get; init; }
    /// <summary>When the notice was accepted.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
    /// <summary>When it reached the platform.</summary>
    public required DateTimeOffset DeliveredAt { get; init; }
    /// <summary>When the platform answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
    /// <summary>Code of the platform's reason.</summary>
    public PublicReason? Reason { get; init; }
    /// <summary>Whether it was put before a regulator.</summary>
    public bool Escalated { get; init; }
    /// <summary>What happened, oldest first.</summary>
    public required IReadOnlyList<PublicStep> History { get; init; }
    /// <summary>What was said about it and released.</summary>
    public IReadOnlyList<PublicStatement> Statements { get; init; } = [];
    /// <summary>What it is found by.</summary>
    public required IReadOnlyList<string> Terms { get; init; }
    /// <summary>The fields of the notice that were withheld, or in which something was blanked.</summary>
    public required IReadOnlyList<string> Redactions { get; init; }

    /// <summary>
    /// The public form of a notice. No contact, signature, account, name of a person or unreleased free text of the
    /// notice is in it, nor where one stands inside a public text.
    /// </summary>
    public static PublicNotice Of(NoticeToPublish notice, NoticeInput content, ReleaseProfile releaseProfile)
    {
        var blank = new Blanking(PersonalValues.Of(notice, content));
        string? Text(string field, string? text) =>
            Released(blank, releaseProfile, field, text) is { } released ? blank.Of(field, released) : null;

        var url = Released(blank, releaseProfile, "target", UrlOf(notice.Target));
        var host = Released(blank, releaseProfile, "host", HostOf(notice.Target));
        var (shownHost, title) = (blank.OfHost("host", host), Text("workTitle", releaseProfile.WorkTitle
            ?? content.Work?.Title));
        var registration = Text("registrationNo", releaseProfile.RegistrationNo
            ?? content.Work?.RegistrationNo);
        var namesClaimant = PersonalValues.NamesClaimant(notice, content)
            && Text("claimant", notice.Claimant.Name) == notice.Claimant.Name;
        Withhold(blank, notice, content, namesClaimant);
        var statements = releaseProfile.Statements.Select(s => s with { Text = blank.Of("statements", s.Text) ?? "" });
        var code = Text("reason", notice.Reason?.Code);
        return new()
        {
            Id = notice.Id,
            Version = notice.Version,
            PublishAt = releaseProfile.PublishAt(notice),
            ExpireAt = releaseProfile.ExpireAt(notice),
            State = notice.State,
            Sla = notice.Sla,
            Measure = notice.Measure,
            Regime = notice.Regime,
            IpType = blank.Of("ipType", content.IpType ?? "copyright")!,
            Tier = notice.Tier,
            WorkType = blank.Of("workType", content.Work?.Type),
            WorkTitle = title,
            RegistrationNo = registration,
            Host = shownHost,
            Target = host is null ? null : TargetOf(blank, url, host, shownHost),
            Platform = notice.Platform,
            Claimant = namesClaimant ? notice.Claimant : null,
            Region = notice.Region,
            ReceivedAt = notice.ReceivedAt,
            DeliveredAt = notice.DeliveredAt,
            AnsweredAt = notice.AnsweredAt,
            Reason = code is null ? null : new(code),
            Escalated = notice.State is NoticeState.Escalated || notice.History.Any(h => h.Type == "escalated"),
            History = notice.History,
            Statements = [.. statements],
            Terms = Transparency.Terms.Of(
                [title, namesClaimant ? notice.Claimant.Name : null, shownHost, notice.Platform.Name, registration],
                blank.Values),
            Redactions = blank.Redactions,
        };
    }

    private static string? Released(Blanking blank, ReleaseProfile profile, string field, string? value)
    {
        var withheld = value is not null && profile.Withheld.Contains(field, StringComparer.Ordinal);
        blank.Withhold(field, withheld);
        return withheld ? null : value;
    }

    /// <summary>Names the fields that are never released, where the notice has them.</summary>
    private static void Withhold(Blanking blank, NoticeToPublish notice, NoticeInput content, bool namesClaimant)
    {
        blank.Withhold("claimant", !namesClaimant);
        blank.Withhold("rightsHolder", content.RightsHolder is not null);
        blank.Withhold("account", (notice.Account ?? content.Target?.Account) is not null);
        blank.Withhold(
            "signature", content.Signature is not null || notice.Supplements.Any(s => s.Signature is not null));
        blank.Withhold("explanation", content.Explanation is not null);
        blank.Withhold("evidence", content.Evidence is { Count: > 0 });
        blank.Withhold("order", content.Order is not null);
        blank.Withhold("reasonText", notice.Reason?.Text is not null);
        blank.Withhold("supplements", notice.Supplements.Count > 0);
    }

    /// <summary>The canonical URL; null for a target without one. A locator stands on a line of its own.</summary>
    private static string? UrlOf(string target) =>
        target.StartsWith("http", StringComparison.Ordinal) ? target.Split('\n')[0] : null;

    private static string? HostOf(string target) =>
        UrlOf(target) is { } text && CanonicalUrl.Parse(text, out var url, allowAddress: true) is UrlFault.None
            ? url!.Host : null;

    private static string? TargetOf(Blanking blank, string? url, string host, string? shownHost)
    {
        if (url is null) return null;
        var at = url.IndexOf(host, StringComparison.Ordinal);
        return blank.Of("target", at < 0 || shownHost is null ? url
            : string.Concat(url.AsSpan(0, at), shownHost, url.AsSpan(at + host.Length)));
    }
}
