using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Mediations;

/// <summary>Mediations in the words of the tests.</summary>
internal static class Mediating
{
    /// <summary>Begun when the notice was delivered.</summary>
    public static object Of(JsonNode notice) => new
    {
        body = "广东省版权保护联合会", reference = "粤版调〔2026〕18号", filedAt = notice.Time("deliveredAt"),
        document = new { kind = "application", sha256 = Sample.Sha256 },
    };

    public static async Task<Answer> MediateAsync(this Organisation side, Guid id) =>
        await side.Api.PostAsync($"/v1/notices/{id}/mediation", Of(await side.NoticeAsync(id)));

    public static Task<Answer> EndMediationAsync(this Organisation side, Guid id, string outcome) =>
        side.Api.PostAsync($"/v1/notices/{id}/mediation-outcome", outcome == "failed"
            ? new { outcome } : new { outcome, document = new { sha256 = Sample.Sha256 } });
}
