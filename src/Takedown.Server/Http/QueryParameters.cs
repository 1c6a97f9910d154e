using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Filings;

namespace Takedown.Server.Http;

/// <summary>The query parameters of the OpenAPI document. Routes name them in <see cref="RouteDocs.Reads"/>.</summary>
internal static class QueryParameters
{
    public static readonly IReadOnlyDictionary<string, Func<OpenApiParameter>> All =
        new Dictionary<string, Func<OpenApiParameter>>
    {
        ["after"] = () => Text("after", "Cursor: next of the previous page. Default: from the beginning."),
        ["limit"] = () => Number("limit", "Entries in a page, 1 to 1,000.", Query.DefaultLimit, 1, Query.MaxLimit),
        ["wait"] = () => Number("wait", "Seconds to wait for new entries, 0 to 30.", 0, 0, 30),
        ["dryRun"] = () =>
            Parameter("dryRun", "Validates the batch and stores nothing.", new() { Type = JsonSchemaType.Boolean }),
        ["unknown"] = () => OneOf("unknown",
            "What becomes of unknown fields and columns: error (default) or metadata of the notice.",
            ["error", "metadata"]),
        ["lang"] = () => OneOf("lang", "Language of the headings. Default: by Accept-Language.", ["en", "zh-CN"]),
        ["strict"] = () =>
            Parameter("strict", "Refuses words that are not in their vocabulary.",
                new() { Type = JsonSchemaType.Boolean }),
        ["kind"] = () => OneOf("kind", "Only organisations of this kind.", Kebab.All<OrganisationKind>()),
        ["state"] = () => OneOf("state", "Only notices in this state.", Kebab.All<NoticeState>()),
        ["tier"] = () => OneOf("tier", "Only notices of this priority.", Kebab.All<Tier>()),
        ["queueDue"] = () => OneOf("due",
            "Only those overdue, due within an hour, in one to four hours, in 4 to 24 hours, or later.",
            ["overdue", "hour", "four-hours", "day", "later"]),
        ["resultStatus"] = () => OneOf("status", "Only results with this status.", Kebab.All<ResponseStatus>()),
        ["heldStatus"] = () => OneOf("status", "Only answers with this status.", Kebab.All<HeldRowStatus>()),
        ["caseState"] = () => OneOf("state", "Only cases in this state.", Kebab.All<CaseState>()),
        ["body"] = () => Id("body", "Only cases of this body."),
        ["key"] = () =>
            Parameter("key", "Only key cases.", new() { Type = JsonSchemaType.Boolean }),
        ["cluster"] = () => Text("cluster", "Only cases of the cluster with this code."),
        ["delivery"] = () =>
            OneOf("delivery", "Only notices with this delivery status.", ["pending", "failed", "offered", "delivered"]),
        ["itemStatus"] = () => OneOf("status", "Only items with this outcome.", Kebab.All<ItemStatus>()),
        ["escalationStatus"] = () =>
            OneOf("status", "Only escalations with this status.", Kebab.All<EscalationStatus>()),
        ["format"] = () => OneOf("format",
            "json: pages; ndjson, csv: a download of all results; resend: the rejected items as they were sent.",
            ["json", "ndjson", "csv", "resend"]),
        ["metadata"] = () =>
            Text("metadata", "Your own data of the batch, as key:value; once for each key, at most 20."),
        ["host"] = () => Text("host", "A host, or a URL on it."),
        ["name"] = () => Text("name", "A part of the name, without regard to case."),
        ["clientRef"] = () => Text("clientRef", "Only notices that the sender gave this reference."),
        ["url"] = () => Text("url", "Only notices about this URL or locator, in any spelling of it."),
        ["account"] = () => Text("account", "Only notices about content of this account, by the platform's word."),
        ["blacklistAccount"] = () => Text("account", "Only entries of this account, by the platform's id."),
        ["accusedLink"] = () => Text("link", "Code of the one-time link; required."),
        ["accountId"] = () => Text("account", "The account, by the platform's id; required."),
        ["accountPlatform"] = () => Id("platform", "The platform; required but of a platform itself."),
        ["removalAccount"] = () => Text("account", "Only removals of content of this account."),
        ["claimantPart"] = () => OneOf(
            "part", "The part of the score. Default: refused.", ["refused", "reversed", "duplicate"]),
        ["platformPart"] = () => OneOf(
            "part", "The part of the score. Default: late.", ["late", "last-minute", "overturned"]),
        ["appealOpen"] = () => OneOf(
            "open", "true: only appeals without a decision; false: only decided ones.", ["true", "false"]),
        ["minAccounts"] = () => Number(
            "minAccounts", "Only operators with at least so many accounts, 1 to 1,000.", 2, 1, 1000),
        ["actionStatus"] = () =>
            OneOf("status", "Only account actions with this status.", Kebab.All<AccountActionStatus>()),
        ["lookSubject"] = () => OneOf("subject", "Only looks at these.", Kebab.All<LookSubject>()),
        ["evidenceNotice"] = () => Id("notice", "The notice by which you read the file."),
        ["viewPath"] = () => Text("path", "Only views of this page, such as /notices."),
        ["platformRequestStatus"] = () =>
            OneOf("status", "Only requests with this status.", Kebab.All<PlatformRequestStatus>()),
        ["correctionStatus"] = () =>
            OneOf("status", "Only requests with this status.", Kebab.All<CorrectionStatus>()),
        ["recordNotice"] = () => Id("notice", "Only decisions about this notice."),
        ["leadStatus"] = () => OneOf("status", "Only leads with this status.", Kebab.All<LeadStatus>()),
        ["leadSource"] = () => OneOf("source", "Only leads of this source.", Kebab.All<LeadSource>()),
        ["leadChannel"] = () => OneOf("channel", "Only leads that arrived like this.", Kebab.All<LeadChannel>()),
        ["crossBorder"] = () =>
            Parameter("crossBorder", "Only the cross-border track.", new() { Type = JsonSchemaType.Boolean }),
        ["overdue"] = () =>
            Parameter("overdue", "Only those whose time limit has passed.", new() { Type = JsonSchemaType.Boolean }),
        ["clusterBy"] = () => OneOf(
            "by", "What they have in common. Default: operator.", Kebab.All<ClusterAxis>()),
        ["assistanceRole"] = () => OneOf(
            "role", "sender: only those that you asked; receiver: only those that you were to answer.",
            ["sender", "receiver"]),
        ["assistanceStatus"] = () =>
            OneOf("status", "Only requests with this status.", Kebab.All<AssistanceStatus>()),
        ["supervisionStatus"] = () =>
            OneOf("status", "Only supervisions with this status.", Kebab.All<SupervisionStatus>()),
        ["meetingKind"] = () => OneOf("kind", "Only entries of this kind.", Kebab.All<MeetingKind>()),
        ["informationStatus"] = () =>
            OneOf("status", "Only requests with this status.", Kebab.All<InformationRequestStatus>()),
        ["selfInspectionStatus"] = () => OneOf("status", "Only self-inspections with a platform of this status.",
            Kebab.All<SelfInspectionStatus>()),
        ["publicationStatus"] = () =>
            OneOf("status", "Only publications with this status.", Kebab.All<PublicationStatus>()),
        ["publicationKind"] = () => OneOf("kind", "Only publications of this kind.", Kebab.All<PublicationKind>()),
        ["creditFormat"] = () => OneOf(
            "format", "json, or csv with a byte order mark. Default: by Accept.", ["json", "csv"]),
        ["metric"] = () => OneOf("metric", "The figure compared. Default: onTimeRate.",
            [
                "onTimeRate", "actionRate", "refusalRate", "median", "p90", "p99", "breached", "overturnRate",
                "lastMinuteRate", "reuploadRate",
            ]),
        ["serviceType"] = () => Text("serviceType", "Only platforms of this service type."),
        ["region"] = () => Text("region", "Only this region and those below it, such as CN-530000."),
        ["workType"] = () => Text("workType", "Only notices about works of this type."),
        ["mode"] = () => Text("mode", "Only notices about infringements of this kind."),
        ["within"] = () => Text("within", "Whole hours from now, PT1H to P90D. Default: PT24H."),
        ["asOf"] = () => Instant("asOf", "The figures as they stood at the end of the hour of this instant."),
        ["figures"] = () => OneOf(
            "format", "json, or csv with a byte order mark and times in seconds. Default: by Accept.", ["json", "csv"]),
        ["month"] = () => Text("month", "The month, such as 2026-10, in the zone of the body."),
        ["filingMonth"] = () => Text("month", "Only this month, such as 2026-10."),
        ["line"] = () => OneOf(
            "line", "The reporting line. May be left out where the body has only one, and in lists.",
            [.. ReportingLine.All.Select(l => l.Function)]),
        ["formOf"] = () => Id("organisation", "The body. Default: your own."),
        ["formFormat"] = () => OneOf(
            "format", "json, csv with a byte order mark, or html to print. Default: by Accept.",
            ["json", "csv", "html"]),
        ["filingStatus"] = () => OneOf(
            "status", "overdue: not submitted in time; open: not submitted; filed: submitted or accepted.",
            ["overdue", "open", "filed"]),
        ["by"] = () => OneOf("by",
            "Whose region counts: the platform's (default), the claimant's or the accused's, where known.",
            ["platform", "claimant", "accused"]),
        ["noticesBy"] = () => OneOf("by",
            "Whose region counts: the platform's (default), the claimant's or the accused's, where known. Read by "
            + "regulators only.", ["platform", "claimant", "accused"]),
        ["bodyRegion"] = () => Text("region", "Only what is responsible for this region: it and the regions above."),
        ["function"] = () => Text("function", "Only bodies with this function."),
        ["version"] = () => Number("version", "Version of the policy. Default: the latest.", null, 1, int.MaxValue),
        ["regimeVersion"] = () =>
            Number("version", "Version of the regime. Default: the latest.", null, 1, int.MaxValue),
        ["bucket"] = () => OneOf("bucket", "Width of a point. Default: day.", ["day", "month", "year"]),
        ["platform"] = () => Id("platform", "Only this platform."),
        ["notice"] = () => Id("notice", "Only about this notice."),
        ["batch"] = () => Id("batch", "Only this batch."),
        ["deadLetter"] = () => Text("id", "Only this message."),
        ["organisation"] = () => Id("organisation", "Only acts of this organisation."),
        ["person"] = () => Id("person", "Only acts of this person."),
        ["act"] = () => Text("act", "Only this act, such as policy.put."),
        ["object"] = () => Text("object", "Only acts on the object with this id or code."),
        ["from"] = () => Day("from", "First day. Compliance: in the zone tz; audit trail: UTC."),
        ["to"] = () => Day("to", "Last day, included."),
        ["registerOwner"] = () => Id("owner", "Only the list of this body."),
        ["rowsAsOf"] = () => Instant("asOf", "The rows as they stood then. Default: now."),
        ["registerFormat"] = () =>
            OneOf("format", "json: pages; csv: a download of all rows. Default: by Accept.", ["json", "csv"]),
        ["partial"] = () => Parameter("partial", "Stores the good rows of a file with bad ones.",
            new() { Type = JsonSchemaType.Boolean }),
        ["replace"] = () => Parameter("replace", "Removes the rows of your list that are not in the file.",
            new() { Type = JsonSchemaType.Boolean }),
        ["campaign"] = () => Text("campaign", "Only entries of the campaign with this code."),
        ["taskStatus"] = () =>
            OneOf("status", "Only tasks with this status.", ["done", "late", "open", "overdue"]),
        ["recordQuery"] = () => Text("q",
            "Words and Chinese characters, at most 200 characters; all of them must be there. Two Chinese characters "
                + "at least."),
        ["recordPlatform"] = () => Id("platform", "Only notices to this platform."),
        ["recordHost"] = () => Text("host", "Only targets on this host; a URL on it will do."),
        ["recordRegime"] = () => Text("regime", "Only notices under this regime."),
        ["recordWorkType"] = () => Text("workType", "Only notices about works of this type."),
        ["recordState"] = () => OneOf("state", "Only notices in this state.", Kebab.All<NoticeState>()),
        ["recordMeasure"] = () => OneOf("measure", "Only notices with this measure.", Kebab.All<Measure>()),
        ["recordFrom"] = () => Day("from", "First day on which they were received (UTC)."),
        ["recordTo"] = () => Day("to", "Last day on which they were received, included (UTC)."),
        ["recordLimit"] = () => Number("limit", "Notices in a page, 1 to 100.", 20, 1, 100),
        ["fromMonth"] = () => Text("from", "First month, such as 2026-10 (UTC)."),
        ["toMonth"] = () => Text("to", "Last month, included, at most 120 after the first."),
        ["historyBy"] = () => OneOf("by", "What is summed by. Default: work.",
            ["work", "work-type", "host", "platform", "regime"]),
        ["historyBucket"] = () => OneOf("bucket", "Width of an interval. Default: year.", ["month", "year"]),
        ["tz"] = () => Text("tz",
            "Time zone of days, months and years by its IANA name, such as Asia/Shanghai. Default: Asia/Shanghai for "
                + "regulators and platforms in regions CN, otherwise UTC."),
    };

    /// <summary>Parameters that may be given several times.</summary>
    public static readonly string[] Repeated = ["metadata"];

    public static OpenApiParameter IdempotencyKey() => new()
    {
        Name = Idempotency.Header,
        In = ParameterLocation.Header,
        Description = "1 to 200 printable ASCII characters. The same key with the same body returns the same batch "
            + "or the same answer, secrets included; with another body it is rejected with 409.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 200 },
    };

    private static OpenApiParameter Text(string name, string description) =>
        Parameter(name, description, new() { Type = JsonSchemaType.String });

    private static OpenApiParameter Id(string name, string description) =>
        Parameter(name, description, new() { Type = JsonSchemaType.String, Format = "uuid" });

    private static OpenApiParameter Day(string name, string description) =>
        Parameter(name, description, new() { Type = JsonSchemaType.String, Format = "date" });

    private static OpenApiParameter Instant(string name, string description) =>
        Parameter(name, description, new() { Type = JsonSchemaType.String, Format = "date-time" });

    private static OpenApiParameter OneOf(string name, string description, IReadOnlyList<string> words) =>
        Parameter(name, description, new()
        {
            Type = JsonSchemaType.String,
            Enum = [.. words.Select(w => (JsonNode)w)],
        });

    private static OpenApiParameter Number(string name, string description, int? absent, int min, int max) =>
        Parameter(name, description, new()
        {
            Type = JsonSchemaType.Integer,
            Default = absent is null ? null : JsonValue.Create(absent.Value),
            Minimum = $"{min}",
            Maximum = $"{max}",
        });

    private static OpenApiParameter Parameter(string name, string description, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema };
}
