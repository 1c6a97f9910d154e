using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Core.NeverTouch;
using Takedown.Core.Regimes;
using Takedown.Core.SharedTargets;
using Takedown.Core.Targets;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;

namespace Takedown.Server.Intake;

/// <summary>Validates an item and selects its platform, regime and policy, or reports all its faults.</summary>
/// <param name="registry">The registry.</param>
/// <param name="claimant">The sender.</param>
/// <param name="officer">The person of the key; null for a key of the organisation.</param>
/// <param name="strict">Whether unknown words are faults.</param>
/// <param name="time">The server's clock.</param>
/// <param name="neverTouch">What the sender never claims; null for nearly all.</param>
/// <param name="previews">Whether what is asked about an item before it is sent is kept.</param>
internal sealed class Assessment(
    RegistrySnapshot registry, Organisation claimant, string? officer, bool strict, TimeProvider time,
    NeverTouchSet? neverTouch, bool previews = false)
{
    /// <summary>An authority is no rights holder.</summary>
    private readonly Party? self = claimant.Kind is OrganisationKind.Regulator ? null : new()
    {
        Name = claimant.Name,
        Email = claimant.Email,
        Phone = claimant.Phone,
        Address = claimant.Address,
        Country = claimant.Country.Length == 2 ? claimant.Country : null,
    };

    private readonly StoredNoticeJson stored = new();
    private readonly SenderRules sender = new(registry, claimant);
    private readonly WordChecks words = new(registry);
    private readonly PolicyChoice policies = new(registry, claimant, time);

    public JudgedItem Judge(ParsedItem item, NoticeInput? defaults) =>
        item.Notice is { } notice ? JudgeEach(item, notice.WithDefaults(defaults), defaults is null) : new JudgedItem
        {
            Index = item.Index,
            Digest = item.Digest,
            Row = item.Row,
            ClientRef = item.ClientRef,
            Faults = item.Faults,
            Content = RefusedItem.TextOf(item),
        };

    /// <summary>Judges an item for each of its respondents; nearly all have one.</summary>
    private JudgedItem JudgeEach(ParsedItem item, NoticeInput given, bool isAsSent)
    {
        if (given.Respondents is not { } platforms) return Judge(item, given, isAsSent);
        var faults = new List<InputFault>();
        Respondents.Check(given, faults);
        List<JudgedItem> judged = [.. (faults.Count > 0 ? [] : platforms).Select(platform =>
            Judge(item, given with { Respondents = null, PlatformId = platform }, isAsSent: false))];
        faults.AddRange(Respondents.FaultsOf(judged));
        // Nothing is sent to one while another cannot get it.
        return faults.Count == 0 ? judged[0] with
        {
            Special = judged.Count == 1 ? judged[0].Special
                : (judged[0].Special ?? new()) with { Others = judged[1..] },
        } : new()
        {
            Index = item.Index,
            Digest = item.Digest,
            Row = item.Row,
            ClientRef = given.ClientRef,
            Faults = faults,
            Content = RefusedItem.TextOf(item),
        };
    }

    private JudgedItem Judge(ParsedItem item, NoticeInput given, bool isAsSent)
    {
        var account = AccountText.Normalize(given.Target?.Account);
        if (!ReferenceEquals(account, given.Target?.Account))
            (given, isAsSent) = (given with { Target = given.Target! with { Account = account } }, false);
        // The officer is who signed in, not who is named.
        if (officer is not null && given.Order is { } order && order.Officer != officer)
            (given, isAsSent) = (given with { Order = order with { Officer = officer } }, false);
        // The claimant is responsible for the notice: its registered details fill in the omitted fields.
        var notice = given with { RightsHolder = given.RightsHolder.WithDefaults(self) };
        List<InputFault> faults = [.. item.Faults];
        NoticeValidator.Check(notice, time.GetUtcNow(), faults);
        var url = Locate(notice, faults);
        var platform = FindPlatform(notice, url, faults, out var isUnknown);
        var regime = FindRegime(notice, platform, faults);
        List<string>? missing = null;
        if (regime is not null)
        {
            missing = RegimeRules.For(regime).Check(notice, faults);
            sender.Check(notice, regime, platform, faults);
        }
        var covered = FindCovered(notice, url, platform, faults);
        var warnings = words.Of(notice);
        if (strict && warnings.Count > 0) faults.AddRange(warnings);
        var route = platform is null || faults.Count > 0 ? null : RouteTo(platform, regime!, notice, url);
        if (missing is not null && !MayFollow(notice, route))
        {
            faults.AddRange(RegimeRules.FaultsOf(missing));
            (route, missing) = (null, null);
        }
        var isSent = missing is not null && regime!.Deficiency.Effect == NoticeElements.AsToWhatItShows;
        if (isSent) (notice.Missing, isAsSent) = (missing, false);
        notice.Regime = route?.Regime ?? notice.Regime;
        // Stored apart: the content is read by others.
        var metadata = notice.Metadata;
        if (metadata is not null) (given, notice.Metadata) = (given with { Metadata = null }, null);
        return new()
        {
            Index = item.Index,
            Digest = item.Digest,
            Row = item.Row,
            Metadata = faults.Exists(f => f.Pointer.StartsWith("/metadata", StringComparison.Ordinal))
                ? null : Metadata.Write(metadata),
            ClientRef = notice.ClientRef,
            Route = route,
            Faults = faults,
            Warnings = route is null ? []
                : missing is null ? WordChecks.With(warnings, route)
                : [.. WordChecks.With(warnings, route),
                    new("", isSent ? "notice.incomplete" : "notice.deficient", route.Regime),
                    .. RegimeRules.FaultsOf(missing)],
            Special = route is null || (missing is null && notice.Supersedes is null) ? null
                : new() { Missing = missing, IsSent = isSent, Supersedes = notice.Supersedes },
            Unrouted = isUnknown && faults.Count == 1,
            Host = url?.Host,
            Preview = !previews || platform is null || regime is null ? null : new(
                platform, regime.Code, NoticeElements.Of(regime, notice.IpType, notice.Infringement),
                words.TopicOf(notice), covered),
            Content = faults.Count > 0 ? RefusedItem.TextOf(item)
                : stored.Of(given, notice, isAsSent && metadata is null ? item.Json : []),
        };
    }

    /// <summary>
    /// Whether missing elements may follow. What replaces an open notice, or waits for a second person, is complete.
    /// </summary>
    private bool MayFollow(NoticeInput notice, Route? route) =>
        route is { Shared: null } && !strict && notice.Supersedes is null;

    private Route RouteTo(Organisation platform, Regime regime, NoticeInput notice, CanonicalUrl? url)
    {
        var target = TargetIdentity.Of(notice.Target!, url);
        var (policy, tier) = policies.Of(regime.Code, platform, notice.Work);
        var work = DuplicateKey.WorkIdentity(notice.Work);
        var mark = words.MarkOf(notice, work);
        return new Route(
            platform,
            regime.Code,
            regime.FunctionOf(notice.IpType) is var function && function != regime.Function ? function : null,
            policy,
            target,
            tier,
            DuplicateKey.Of(claimant.Id, platform.Id, target, work),
            notice.Accused?.Region,
            mark,
            // An authority's orders bind at once.
            claimant.Kind is OrganisationKind.Regulator ? null : SharedTargetRules.Of(notice.Target!, url),
            work.Length > 0 && notice.Target!.Account?.Id is { Length: > 0 } account
                ? WorkMark.Uploaded(mark, account) : null,
            policies);
    }

    private static CanonicalUrl? Locate(NoticeInput notice, List<InputFault> faults)
    {
        if (notice.Target?.Url is not { } text) return null;
        // An address tells no platform, so it is a target where the notice names one.
        var fault = CanonicalUrl.Parse(text, out var url, allowAddress: notice.PlatformId is not null);
        if (fault is not UrlFault.None) faults.Add("/target/url", fault.Code());
        return url;
    }

    /// <param name="notice">The notice.</param>
    /// <param name="url">The URL of its target.</param>
    /// <param name="faults">Receives the reason if no platform is found.</param>
    /// <param name="isUnknown">Whether the notice names a platform or a host that is not registered.</param>
    private Organisation? FindPlatform(
        NoticeInput notice, CanonicalUrl? url, List<InputFault> faults, out bool isUnknown)
    {
        var found = notice.PlatformId ?? (url is null ? null : registry.Hosts.Find(url));
        var platform = found is { } id ? registry.Platforms.GetValueOrDefault(id) : null;
        isUnknown = platform is null && (notice.PlatformId is not null || url is not null);
        if (isUnknown) faults.Add(notice.PlatformId is null ? "/target/url" : "/platformId", "platform.unknown");
        else if (platform is null && notice.Target?.Url is null && !faults.Any(f => f.Pointer == "/target/url"))
        {
            faults.Add("/platformId", "platform.required");
        }
        return platform;
    }

    private NeverTouchEntry? FindCovered(
        NoticeInput notice, CanonicalUrl? url, Organisation? platform, List<InputFault> faults)
    {
        if (neverTouch is null || notice.Target is not { } target) return null;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (neverTouch.Find(target, url, platform?.Id, today) is not { } covered) return null;
        faults.Add(
            covered.Account is null ? "/target/url" : "/target/account", "target.never-touch",
            covered.Host ?? covered.Url ?? covered.Account!);
        return covered;
    }

    private Regime? FindRegime(NoticeInput notice, Organisation? platform, List<InputFault> faults)
    {
        var code = notice.Regime ?? sender.DefaultRegime(platform);
        if (code is not null && registry.Regimes.TryGetValue(code, out var regime)) return regime;
        if (code is not null) faults.Add("/regime", "regime.unknown", JsonErrors.Shorten(code));
        else if (platform is not null) faults.Add("/regime", "field.required");
        return null;
    }
}
