using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Assistance;

/// <summary>
/// What a body is told of the subject: enough to help, and no claimant's contact. Only what the asking body itself
/// reads can be a subject.
/// </summary>
internal static class AssistanceSubjects
{
    private const int MaxSummary = 1000;

    private const string Lead =
        "SELECT body_id, region, function, ip_type, content FROM leads WHERE id = @id";

    private sealed record LeadFacts
    {
        public Guid BodyId { get; init; }
        public string Region { get; init; } = "";
        public string Function { get; init; } = "";
        public string IpType { get; init; } = "";
        public string Content { get; init; } = "{}";
    }

    /// <summary>The summary; null if there is no such subject for the caller.</summary>
    public static async Task<string?> SummaryAsync(
        Session s, RegistrySnapshot registry, Caller caller, AssistanceSubjectKind kind, Guid id)
    {
        var parts = kind switch
        {
            AssistanceSubjectKind.Case => await CaseAsync(s, registry, caller, id),
            AssistanceSubjectKind.Lead => await LeadAsync(s, registry, caller, id),
            AssistanceSubjectKind.Notice => await NoticeAsync(s, registry, caller, id),
            AssistanceSubjectKind.Text => null,
        };
        if (parts is null) return null;
        var text = string.Join("; ", parts.Where(p => !string.IsNullOrWhiteSpace(p)));
        return text.Length <= MaxSummary ? text : text[..MaxSummary];
    }

    private static async Task<string?[]?> CaseAsync(Session s, RegistrySnapshot registry, Caller caller, Guid id) =>
        await CaseStore.FindAsync(s, id) is { } found && CaseStore.IsReadBy(found, registry, caller)
            ? [found.No, found.Title, found.IpType, found.Region] : null;

    private static async Task<string?[]?> LeadAsync(Session s, RegistrySnapshot registry, Caller caller, Guid id)
    {
        if (await s.FirstAsync<LeadFacts>(Lead, new { id }) is not { } lead
            || !registry.Reads(caller.Id, lead.BodyId, lead.Region, lead.Function)) return null;
        var input = JsonSerializer.Deserialize(lead.Content, TakedownJson.Default.LeadInput)!;
        return [
            input.Work?.Title, input.Infringement, lead.IpType, lead.Region,
            .. (input.Targets ?? []).Take(5).Select(t => t.Url ?? t.Account?.Id ?? t.Locator),
            .. (input.Parties ?? []).Take(5).Select(p => p.Name ?? p.Uscc)];
    }

    private static async Task<string?[]?> NoticeAsync(Session s, RegistrySnapshot registry, Caller caller, Guid id)
    {
        if (await NoticeStore.FindAsync(s, id) is not { } notice
            || !(notice.ClaimantId == caller.Id
                || registry.Covers(caller.Id, notice.PlatformId, notice.Regime, notice.Function))) return null;
        var content = await NoticeStore.ContentAsync(s, id);
        return [
            content.Work?.Title, notice.Target, registry.Platforms[notice.PlatformId].Name, notice.State.Word(),
            notice.Regime];
    }
}
