using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.CounterNotices;

/// <summary>Counter-notices in the words of the tests.</summary>
internal static class CounterNoticing
{
    public static readonly object Accused = new
    {
        name = "Wang Wei", email = "wang@user.example", phone = "+86 10 5555 0100", address = "2 Lake Road, Beijing",
        contact = "wangwei",
    };

    /// <summary>A counter-notice with the elements of every regime.</summary>
    public static Dictionary<string, object?> Of(params Guid[] notices) => new()
    {
        ["noticeIds"] = notices,
        ["accused"] = Accused,
        ["statements"] = new[] { "not-infringing", "good-faith", "under-perjury", "truth" },
        ["explanation"] = "It is my own recording, as the contract of 2024 shows.",
        ["evidence"] = new[] { new { kind = "contract", sha256 = Sample.Sha256 } },
        ["consentToJurisdiction"] = true,
        ["signature"] = "Wang Wei",
    };

    public static Task<Answer> CounterAsync(this Organisation platform, params Guid[] notices) =>
        platform.Api.PostAsync("/v1/counter-notices", Of(notices));

    /// <summary>A notice whose material was removed from an account.</summary>
    public static async Task<(Organisation Platform, Organisation Claimant, Guid Id)> RemovedAsync(
        this TestServer server, string host, object? platformMore = null)
    {
        var (platform, claimant, id) = await server.DeliveredAsync(host, platformMore, account: "pirate");
        await platform.RemoveAsync(id, "pirate");
        return (platform, claimant, id);
    }

    public static object Proceeding(DateTimeOffset filedAt) => new
    {
        kind = "suit", court = "北京互联网法院", caseNo = "（2026）京0491民初1号", filedAt,
        document = new { kind = "filing", sha256 = Sample.Sha256 },
    };

    public static JsonNode Item(this JsonNode counterNotice) => counterNotice["notices"]![0]!;
}
