using Takedown.Core.Notices;
using Takedown.Server.Http;
using Takedown.Server.Notices;

namespace Takedown.Server.Claims;

/// <summary>A claimant's command on a notice of its own.</summary>
internal static class OwnNotice
{
    /// <returns>The notice after the command; null if the caller has no such notice.</returns>
    public static (NoticeRow? Notice, Outcome Outcome) Own(
        this NoticeSet set, Guid id, Caller caller, NoticeCommand command, NoticeDetails details)
    {
        if (set.Find(id) is not { } notice || notice.ClaimantId != caller.Id) return (null, Outcome.Refused);
        var outcome = set.Apply(notice, command, details);
        return (set.Find(id), outcome);
    }
}
