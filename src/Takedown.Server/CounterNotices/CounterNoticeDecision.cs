using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Core.Notices;
using Takedown.Server.Http;
using Takedown.Server.Notices;

namespace Takedown.Server.CounterNotices;

/// <summary>What a counter-notice does to one notice.</summary>
/// <param name="NoticeId">The notice as named.</param>
/// <param name="After">The notice afterwards; null if the filer has none such.</param>
/// <param name="Code">Code of the refusal; null if it was applied.</param>
/// <param name="Missing">Elements that the regime requires and that are missing.</param>
internal sealed record CounterNoticeDecision(
    Guid NoticeId, NoticeRow? After, string? Code, IReadOnlyList<string>? Missing = null)
{
    public static CounterNoticeDecision Of(
        NoticeSet set, Guid id, CounterNoticeInput input, byte[]? openKey, bool isFiled)
    {
        if (set.Find(id) is not { DeliveredAt: not null } notice) return new(id, null, "notice.unknown");
        var policy = set.At.Registry.PolicyOf(notice.Policy, notice.PolicyVersion);
        var road = CounterNoticeRoads.RoadOf(policy);
        if (road is CounterNoticeRoad.None) return new(id, notice, "counter-notice.not-available");
        if (FaultOf(notice, isFiled) is { } fault) return new(id, notice, fault);
        if (road is CounterNoticeRoad.Complaint && policy.CounterNotice.Window is { } window
            && set.At.Now > set.At.Registry.DueAt(policy, window, notice.StandsSince!.Value))
            return new(id, notice, "counter-notice.too-late");
        var missing = CounterNoticeRules.Missing(set.At.Registry, notice.Regime, input);
        if (missing.Count > 0) return new(id, notice, "element.missing", missing);
        set.Apply(notice, CounterNoticeRoads.Filing(road), new() { OpenKey = openKey });
        if (CounterNoticeRoads.Following(road) is { } next) set.Apply(set.Find(id)!, next);
        return new(id, set.Find(id), null) { ArrivedAt = road is CounterNoticeRoad.Complaint ? null : set.At.Now };
    }

    /// <summary>There must be a measure, and nothing that was said against it before.</summary>
    private static string? FaultOf(NoticeRow notice, bool isFiled) => notice.State switch
    {
        _ when isFiled => "counter-notice.filed",
        NoticeState.Removed => null,
        NoticeState.CounterNoticed or NoticeState.AwaitingClaimant or NoticeState.LitigationHold
            or NoticeState.RestoreDue or NoticeState.Reinstated => "counter-notice.filed",
        _ => "counter-notice.no-measure",
    };

    public static InputFault MissingFault(string element) =>
        new(element.StartsWith('/') ? element : element.StartsWith("statement:", StringComparison.Ordinal)
            ? "/statements" : $"/{element}", "element.missing", element);

    public CounterNoticeItem Item(string language) => new()
    {
        NoticeId = NoticeId,
        Status = Code is null ? ResponseStatus.Applied : ResponseStatus.Refused,
        State = After?.State,
        Code = Code,
        Message = Code is null ? null
            : Messages.Text(Code, language, Missing is null ? [] : [string.Join(", ", Missing)]),
        Missing = Missing,
        ArrivedAt = Code is null ? ArrivedAt : null,
        CounterWindow = Code is null ? After?.Other(DeadlineKind.CounterWindow)?.Due : null,
    };

    /// <summary>
    /// It enters the system of the claimant with the transaction; where the platform decides, it stays there.
    /// </summary>
    private DateTimeOffset? ArrivedAt { get; init; }

    public CounterNoticeItemRow Row(Guid counterNotice, ActContext at)
    {
        var platform = at.Registry.Platforms[After!.PlatformId];
        var rule = CounterNoticeRules.RuleOf(at.Registry, After.Regime);
        return new()
        {
            NoticeId = NoticeId,
            CounterNoticeId = counterNotice,
            ClaimantId = After.ClaimantId,
            PlatformId = After.PlatformId,
            Regime = After.Regime,
            Region = platform.Region,
            Function = at.Registry.FunctionOf(After.Regime, After.Function),
            ArrivedAt = ArrivedAt,
            CounterWindow = After.Other(DeadlineKind.CounterWindow)?.Due,
            Released = CounterNoticeItemRow.Join(rule.Required),
            Stops = CounterNoticeItemRow.Join(rule.Stops),
            Bars = rule.Renotice == "barred",
        };
    }
}
