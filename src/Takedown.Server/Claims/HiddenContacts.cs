using Takedown.Contracts;

namespace Takedown.Server.Claims;

/// <summary>A notice without the contacts of its claimant.</summary>
internal static class HiddenContacts
{
    public static NoticeView WithoutContacts(this NoticeView view) => view with
    {
        Supplements = null,
        Notice = view.Notice is not { } notice ? null : notice with
        {
            Signature = null,
            RightsHolder = notice.RightsHolder is not { } party ? null
                : party with { Contact = null, Email = null, Phone = null, Address = null },
        },
    };
}
