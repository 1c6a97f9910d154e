using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Http;

/// <summary>Query parameters that mean nothing are refused by name, on every list alike.</summary>
public sealed class PagingTests(PagingTests.Cast cast) : IClassFixture<PagingTests.Cast>
{
    public static TheoryData<string, string> Lists => new()
    {
        { "operator", "/v1/organisations" },
        { "operator", "/v1/operations/unrouted" },
        { "claimant", "/v1/notices" },
        { "claimant", "/v1/events" },
        { "claimant", "/v1/batches/{batch}/results" },
        { "platform", "/v1/inbox" },
        { "platform", "/v1/account-actions" },
        { "regulator", "/v1/escalations" },
        { "regulator", "/v1/compliance/platforms" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_limit_is_1_to_1000(string kind, string path)
    {
        foreach (var limit in new[]
        {
            "0", "-1", "1001", "1e2", "abc", "99999999999999999999", "0x10", "1.5", " 5", "５",
        })
        {
            var answer = await cast.GetAsync(kind, path, $"limit={Uri.EscapeDataString(limit)}");
            Assert.Equal((limit, 400, "input.invalid"), (limit, answer.Status, answer.Code));
            Assert.Equal([("?limit", "value.out-of-range")], answer.Faults);
        }
        foreach (var limit in new[] { "1", "1000" }) (await cast.GetAsync(kind, path, $"limit={limit}")).Must(200);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_cursor_that_was_never_given_out_is_refused(string kind, string path)
    {
        foreach (var after in new[] { "x", "-1", "1e9", "99999999999999999999999", "'; DROP TABLE notices; "
            + "--", "019a.", ".", "null", "\u4e2d" })
        {
            var answer = await cast.GetAsync(kind, path, $"after={Uri.EscapeDataString(after)}");
            Assert.Equal((after, 400), (after, answer.Status));
            Assert.Equal([("?after", "cursor.invalid")], answer.Faults);
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task An_empty_cursor_is_the_beginning_and_next_is_always_told(string kind, string path)
    {
        var first = (await cast.GetAsync(kind, path, "after=")).Must(200);
        Assert.Equal(first.Items.Count, (await cast.GetAsync(kind, path, "")).Must(200).Items.Count);
        Assert.True(first.Json.AsObject().ContainsKey("next"), first.Body);
    }

    [Theory]
    [InlineData("platform", "/v1/inbox")]
    [InlineData("claimant", "/v1/events")]
    public async Task A_wait_is_0_to_30_seconds(string kind, string path)
    {
        foreach (var wait in new[] { "1e9", "31", "-1", "1000000000", "abc", "0.5", "99999999999999999999" })
        {
            Assert.Equal(
                [("?wait", "value.out-of-range")], (await cast.GetAsync(kind, path, $"wait={wait}")).Must(400).Faults);
        }
    }

    [Fact]
    public async Task All_faults_of_a_query_are_told_together()
    {
        var answer = (await cast.GetAsync(
            "claimant", "/v1/notices", "limit=0&after=x&state=lost&platform=me&batch=it&delivery=late")).Must(400);
        Assert.Equal(
            [
                "?after cursor.invalid",
                "?batch field.type",
                "?delivery value.unknown",
                "?limit value.out-of-range",
                "?platform field.type",
                "?state value.unknown",
            ],
            answer.Faults.Select(f => $"{f.Pointer} {f.Code}").Order(StringComparer.Ordinal));
        Assert.Contains("accepted, delivered", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("operator", "/v1/organisations", "kind=king")]
    [InlineData("operator", "/v1/organisations", "kind=Platform")]
    [InlineData("claimant", "/v1/notices", "state=Removed")]
    [InlineData("claimant", "/v1/notices", "state=5")]
    [InlineData("claimant", "/v1/notices", "state=")]
    [InlineData("regulator", "/v1/escalations", "status=closed-ish")]
    [InlineData("regulator", "/v1/compliance/trend", "bucket=second")]
    public async Task A_word_that_is_none_of_the_known_is_refused(string kind, string path, string query) =>
        Assert.Equal(["value.unknown"], (await cast.GetAsync(kind, path, query)).Must(400).Faults.Select(f => f.Code));

    /// <summary>One of each kind, with a notice under way.</summary>
    public sealed class Cast : IAsyncLifetime
    {
        private readonly TestServer server = new();
        private readonly Dictionary<string, Api> byKind = [];
        private Guid batch;

        public Task<Answer> GetAsync(string kind, string path, string query) =>
            byKind[kind].GetAsync($"{path.Replace("{batch}", $"{batch}", StringComparison.Ordinal)}?{query}");

        public async Task InitializeAsync()
        {
            await server.InitializeAsync();
            var platform = await server.PlatformAsync("paging.example");
            var claimant = await server.ClaimantAsync();
            batch = (await claimant.SubmitAsync(
                Sample.Notice("https://paging.example/1"), Sample.Notice("https://lost.example/1"))).Id();
            await platform.InboxUntilAsync(items => items.Count == 1);
            (byKind["operator"], byKind["claimant"], byKind["platform"]) =
                (server.Operator, claimant.Api, platform.Api);
            byKind["regulator"] = (await server.RegulatorAsync("CN")).Api;
        }

        public Task DisposeAsync() => server.DisposeAsync();
    }
}
