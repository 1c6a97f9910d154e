using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Takedown.Contracts.Json;

namespace Takedown.Server.Tests.Contracts;

/// <summary>The golden payloads: what today's contracts read and write, and what tomorrow's must still read.</summary>
[Trait("Database", "unused")]
public sealed class SamplesTests
{
    private static readonly TakedownJson Json = TakedownJson.Default;

    private static readonly Dictionary<string, JsonTypeInfo> Types = new(StringComparer.Ordinal)
    {
        ["WebhookDelivery"] = Json.WebhookDelivery,
        ["registerOrganisation.request"] = Json.OrganisationInput,
        ["registerOrganisation.response"] = Json.OrganisationView,
        ["changeOrganisation.request"] = Json.OrganisationInput,
        ["changeOrganisation.response"] = Json.OrganisationView,
        ["getOrganisation.response"] = Json.OrganisationView,
        ["listOrganisations.response"] = Json.PageOrganisationView,
        ["createKey.request"] = Json.KeyInput,
        ["createKey.response"] = Json.KeyCreated,
        ["listKeys.response"] = Json.PageKeyView,
        ["getMe.response"] = Json.MeView,
        ["createMyKey.request"] = Json.KeyInput,
        ["createMyKey.response"] = Json.KeyCreated,
        ["registerPerson.request"] = Json.PersonInput,
        ["registerPerson.response"] = Json.PersonView,
        ["listPeople.response"] = Json.PagePersonView,
        ["getPerson.response"] = Json.PersonView,
        ["changePerson.request"] = Json.PersonInput,
        ["changePerson.response"] = Json.PersonView,
        ["createPersonKey.request"] = Json.KeyInput,
        ["createPersonKey.response"] = Json.KeyCreated,
        ["listPersonKeys.response"] = Json.PageKeyView,
        ["rotateWebhookSecret.response"] = Json.SecretCreated,
        ["listPolicies.response"] = Json.PageSlaPolicy,
        ["getPolicy.response"] = Json.SlaPolicy,
        ["putPolicy.request"] = Json.SlaPolicy,
        ["putPolicy.response"] = Json.SlaPolicy,
        ["listCalendars.response"] = Json.PageWorkCalendar,
        ["getCalendar.response"] = Json.WorkCalendar,
        ["putCalendar.request"] = Json.WorkCalendar,
        ["putCalendar.response"] = Json.WorkCalendar,
        ["listRegimes.response"] = Json.PageRegime,
        ["submitBatch.request"] = Json.BatchInput,
        ["submitBatch.response"] = Json.BatchView,
        ["getBatch.response"] = Json.BatchView,
        ["getBatchResults.response"] = Json.PageItemResult,
        ["readInbox.response"] = Json.PageInboxItem,
        ["respond.request"] = Json.ResponsesInput,
        ["respond.response"] = Json.ResponsesView,
        ["readAccountActions.response"] = Json.PageAccountActionView,
        ["respondToAccountActions.request"] = Json.AccountResponsesInput,
        ["respondToAccountActions.response"] = Json.AccountResponsesView,
        ["getNotice.response"] = Json.NoticeView,
        ["listNotices.response"] = Json.PageNoticeView,
        ["getTimeline.response"] = Json.PageTimelineEntry,
        ["supplementNotice.request"] = Json.Supplement,
        ["supplementNotice.response"] = Json.NoticeView,
        ["withdrawNotice.request"] = Json.Withdrawal,
        ["withdrawNotice.response"] = Json.NoticeView,
        ["readAudit.response"] = Json.PageAuditEntry,
        ["eraseContacts.response"] = Json.ErasureView,
        ["listReasonCodes.response"] = Json.PageReasonCode,
        ["readEvents.response"] = Json.PageFeedItem,
        ["streamEvents.response"] = Json.FeedItem,
        ["listEscalations.response"] = Json.PageEscalationView,
        ["getEscalation.response"] = Json.EscalationView,
        ["countEscalations.response"] = Json.PageEscalationCount,
        ["complianceOverview.response"] = Json.ComplianceOverview,
        ["compliancePlatforms.response"] = Json.PagePlatformCompliance,
        ["compliancePlatform.response"] = Json.PlatformCompliance,
        ["complianceTrend.response"] = Json.ComplianceTrend,
        ["listUnrouted.response"] = Json.PageUnroutedItem,
        ["listDeadLetters.response"] = Json.PageDeadLetter,
        ["redriveDeadLetters.response"] = Json.RedriveView,
        ["retryDeliveries.response"] = Json.RetryView,
        ["advanceClock.request"] = Json.ClockAdvance,
        ["advanceClock.response"] = Json.ClockView,
        ["problem.400"] = Json.ProblemView,
        ["problem.401"] = Json.ProblemView,
        ["problem.403"] = Json.ProblemView,
        ["problem.404"] = Json.ProblemView,
        ["problem.409"] = Json.ProblemView,
        ["problem.410"] = Json.ProblemView,
        ["problem.429"] = Json.ProblemView,
        ["problem.413"] = Json.ProblemView,
        ["problem.415"] = Json.ProblemView,
        ["problem.503"] = Json.ProblemView,
    };

    public static TheoryData<string> Names => new(All);

    private static IEnumerable<string> All =>
        Resources.Where(r => r.EndsWith(".json", StringComparison.Ordinal)).Select(r => r[8..^5]);

    private static IEnumerable<string> Resources =>
        typeof(Takedown.Server.App.TakedownServer).Assembly.GetManifestResourceNames()
            .Where(r => r.StartsWith("samples/", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_is_read_strictly_and_written_back_as_it_stands(string name)
    {
        var text = Read(name);
        var value = JsonSerializer.Deserialize(text, Types[name]);
        var written = JsonSerializer.Serialize(value, Types[name]);
        // Defaults and instants in another precision may be written out: everything that was there must still be there.
        AssertHolds(JsonNode.Parse(written), JsonNode.Parse(text), name);
    }

    [Fact]
    public void Every_contract_listed_has_a_sample() => Assert.Empty(Types.Keys.Except(All));

    private static void AssertHolds(JsonNode? written, JsonNode? sample, string at)
    {
        switch (sample)
        {
            case JsonObject o:
                foreach (var (name, value) in o) AssertHolds((written as JsonObject)?[name], value, $"{at}/{name}");
                break;
            case JsonArray a:
                Assert.Equal(a.Count, (written as JsonArray)?.Count);
                for (var i = 0; i < a.Count; i++) AssertHolds(written![i], a[i], $"{at}/{i}");
                break;
            default:
                var (left, right) = (sample?.ToJsonString(), written?.ToJsonString());
                if (left == right) break;
                Assert.True(
                    Instant(sample) is { } instant && instant == Instant(written), $"{at}: {left} became {right}");
                break;
        }
    }

    private static DateTimeOffset? Instant(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<DateTimeOffset>(out var instant) ? instant : null;

    private static string Read(string name)
    {
        using var reader = new StreamReader(
            typeof(Takedown.Server.App.TakedownServer).Assembly.GetManifestResourceStream($"samples/{name}.json")!);
        return reader.ReadToEnd();
    }
}
