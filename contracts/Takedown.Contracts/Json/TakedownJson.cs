using System.Text.Json.Serialization;

namespace Takedown.Contracts.Json;

/// <summary>The JSON settings of this API: strict, camelCase, source-generated.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    Converters = [typeof(InstantConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(NoticeInput))]
[JsonSerializable(typeof(NoticeView))]
[JsonSerializable(typeof(Page<NoticeView>))]
[JsonSerializable(typeof(Page<TimelineEntry>))]
[JsonSerializable(typeof(Supplement))]
[JsonSerializable(typeof(List<Supplement>))]
[JsonSerializable(typeof(Withdrawal))]
[JsonSerializable(typeof(BatchInput))]
[JsonSerializable(typeof(BatchView))]
[JsonSerializable(typeof(ItemResult))]
[JsonSerializable(typeof(Page<ItemResult>))]
[JsonSerializable(typeof(Page<InboxItem>))]
[JsonSerializable(typeof(ResponsesInput))]
[JsonSerializable(typeof(ResponsesView))]
[JsonSerializable(typeof(OrganisationInput))]
[JsonSerializable(typeof(OrganisationView))]
[JsonSerializable(typeof(Page<OrganisationView>))]
[JsonSerializable(typeof(KeyCreated))]
[JsonSerializable(typeof(SecretCreated))]
[JsonSerializable(typeof(SlaPolicy))]
[JsonSerializable(typeof(Page<SlaPolicy>))]
[JsonSerializable(typeof(WorkCalendar))]
[JsonSerializable(typeof(Page<WorkCalendar>))]
[JsonSerializable(typeof(Regime))]
[JsonSerializable(typeof(List<SlaPolicy>))]
[JsonSerializable(typeof(List<WorkCalendar>))]
[JsonSerializable(typeof(List<Regime>))]
[JsonSerializable(typeof(Page<Regime>))]
[JsonSerializable(typeof(LimitSet))]
[JsonSerializable(typeof(UsageView))]
[JsonSerializable(typeof(FeedItem))]
[JsonSerializable(typeof(Page<FeedItem>))]
[JsonSerializable(typeof(AccountActionView))]
[JsonSerializable(typeof(Page<AccountActionView>))]
[JsonSerializable(typeof(AccountResponsesInput))]
[JsonSerializable(typeof(AccountResponsesView))]
[JsonSerializable(typeof(EscalationView))]
[JsonSerializable(typeof(Page<EscalationView>))]
[JsonSerializable(typeof(Page<EscalationCount>))]
[JsonSerializable(typeof(ComplianceOverview))]
[JsonSerializable(typeof(PlatformCompliance))]
[JsonSerializable(typeof(Page<PlatformCompliance>))]
[JsonSerializable(typeof(ComplianceTrend))]
[JsonSerializable(typeof(WebhookDelivery))]
[JsonSerializable(typeof(Page<UnroutedItem>))]
[JsonSerializable(typeof(RetryView))]
[JsonSerializable(typeof(Page<DeadLetter>))]
[JsonSerializable(typeof(RedriveView))]
[JsonSerializable(typeof(ClockAdvance))]
[JsonSerializable(typeof(ClockView))]
[JsonSerializable(typeof(ProblemView))]
public sealed partial class TakedownJson : JsonSerializerContext;
