using Takedown.Contracts;

namespace Takedown.Core.Transparency;

/// <summary>Which values of a notice are personal, or were written for its reader only.</summary>
internal static class PersonalValues
{
    private static readonly string[] Bodies = ["company", "association", "public-body"];

    /// <summary>Whether the party is said to be no natural person.</summary>
    public static bool IsBody(Party? party) => party?.Kind is { } kind && Bodies.Contains(kind, StringComparer.Ordinal);

    /// <summary>
    /// Whether the name of the claimant is released: it belongs to an association or an agent, or to a rights holder
    /// that is a company.
    /// </summary>
    public static bool NamesClaimant(NoticeToPublish notice, NoticeInput content) =>
        notice.ClaimantIsBody
        || (IsBody(content.RightsHolder)
            && string.Equals(content.RightsHolder?.Name, notice.Claimant.Name, StringComparison.Ordinal));

    public static IEnumerable<string?> Of(NoticeToPublish notice, NoticeInput content)
    {
        var holder = content.RightsHolder;
        var namesClaimant = NamesClaimant(notice, content);
        if (!namesClaimant) yield return notice.Claimant.Name;
        if (!IsBody(holder) && !(namesClaimant && holder?.Name == notice.Claimant.Name)) yield return holder?.Name;
        foreach (var contact in notice.ClaimantContacts) yield return contact;
        yield return holder?.Email;
        yield return holder?.Phone;
        yield return holder?.Address;
        yield return holder?.Contact;
        yield return content.Signature;
        yield return content.Explanation;
        yield return content.Order?.Officer;
        foreach (var account in (AccountRef?[])[content.Target?.Account, notice.Account])
        {
            yield return account?.Id;
            yield return account?.Name;
        }
        yield return content.Target?.Venue?.Name;
        yield return content.Target?.Venue?.Address;
        yield return notice.Reason?.Text;
        foreach (var supplement in notice.Supplements)
        {
            yield return supplement.Text;
            yield return supplement.Signature;
        }
    }
}
