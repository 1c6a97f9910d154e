using System.Text.Json;
using Takedown.Contracts;
using Takedown.Core.Transparency;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Transparency.Decisions;

/// <summary>Values of fields before a decision about them, kept for those who decide.</summary>
internal static class RecordFields
{
    public static async Task<string?> ValueAsync(
        Session s, NoticeRow notice, IReadOnlyCollection<RecordDecision> earlier, string field)
    {
        var corrected = earlier.LastOrDefault(d => d.Kind is RecordDecisionKind.Correct && d.Field == field);
        if (corrected is not null) return corrected.Value;
        return field switch
        {
            "workTitle" => (await NoticeStore.ContentAsync(s, notice.Id)).Work?.Title,
            "registrationNo" => (await NoticeStore.ContentAsync(s, notice.Id)).Work?.RegistrationNo,
            "claimant" => (await OrganisationNames.OfAsync(s, [notice.ClaimantId]))
                .GetValueOrDefault(notice.ClaimantId),
            "reason" => notice.Reason is { } reason
                ? JsonSerializer.Deserialize(reason, StoredJson.Default.Reason)?.Code : null,
            // Host and target: both are read from it.
            _ => notice.Target,
        };
    }
}
