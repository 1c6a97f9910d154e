using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Claims;

/// <summary>What a notice replaced, what replaced it, its siblings at other platforms, and what it lacked.</summary>
internal static class NoticeLineage
{
    /// <summary>A platform sees neither notices to others nor what a notice lacked before it was sent.</summary>
    public static async Task<NoticeView> AddAsync(
        Session s, NoticeRow notice, NoticeView view, RegistrySnapshot registry, DateTimeOffset now, HttpContext http)
    {
        var (supersedes, by) = await Successions.OfAsync(s, notice.Id);
        view = view with { Supersedes = supersedes, SupersededBy = by };
        var lacked = (await Deficiencies.OfAsync(s, notice.Id, notice.ClaimantId))?.Anew(registry, now);
        if (http.Caller().Kind is OrganisationKind.Platform)
            return view with { Deficiency = lacked?.CompleteBy is null ? null : lacked.View(Language.Of(http)) };
        return view with
        {
            Links = await SameTarget.OfAsync(s, notice),
            Deficiency = lacked?.View(Language.Of(http)),
        };
    }
}
