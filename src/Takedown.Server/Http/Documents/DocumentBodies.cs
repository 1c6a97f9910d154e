using Microsoft.OpenApi;

namespace Takedown.Server.Http.Documents;

/// <summary>
/// Bodies and answers that are not one JSON value: the generator gives them the schema of the JSON form, from which a
/// generated client would send an object.
/// </summary>
internal static class DocumentBodies
{
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["text/csv"] = "Comma-separated values: a heading, then one item a row.",
        ["application/x-ndjson"] = "JSON values, one a line.",
        ["text/event-stream"] = "Server-sent events; data is a FeedItem as JSON, id its cursor.",
    };

    private const string File = "application/octet-stream";
    private const string AnyType = "*/*";

    /// <summary>The beginning of a file, as an example of one.</summary>
    private const string FileStart = "%PDF-1.7";

    /// <summary>Further forms of answers, by operation.</summary>
    private static readonly Dictionary<string, string> Further = new()
    {
        ["getBatchResults"] = "application/x-ndjson",
    };

    public static void Describe(OpenApiOperation operation)
    {
        if (operation.RequestBody is OpenApiRequestBody { Content: { } taken } && taken.Remove(AnyType))
            taken[File] = Whole("The file itself, with its own type.");
        foreach (var (type, media) in
            (operation.RequestBody as OpenApiRequestBody)?.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            if (Texts.TryGetValue(type, out var text)) media.Schema = Plain(text);
            if (type == File) continue;
            media.Example = type == "application/json"
                ? Samples.Json($"{operation.OperationId}.request")
                : Samples.Text($"{operation.OperationId}.request.{type.Split('-', '/')[^1]}");
        }
        foreach (var (status, given) in operation.Responses ?? [])
        {
            if (given is not OpenApiResponse response) continue;
            if (operation.OperationId == "streamEvents") Stream(response);
            else if (operation.OperationId == "complianceWhatIf") Lines(response);
            else Answer(operation.OperationId!, status, response);
        }
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            parameter.Description ??= PathParameters.Of(operation.OperationId!);
    }

    private static void Answer(string operation, string status, OpenApiResponse response)
    {
        if (response.Content?.TryGetValue("text/csv", out var table) is true)
            table.Example = Samples.Text($"{operation}.response.csv");
        if (response.Content?.ContainsKey(File) is true) response.Content[File] = Whole("The file, with its own type.");
        if (response.Content?.TryGetValue("application/json", out var json) != true) return;
        // An operation with several answers has a sample for each status.
        json!.Example = Samples.Json($"{operation}.{status}") ?? Samples.Json($"{operation}.response");
        if (!Further.TryGetValue(operation, out var type)) return;
        response.Content[type] = new()
        {
            Schema = Plain(Texts[type]),
            Example = string.Concat(json.Example!["items"]!.AsArray().Select(item => item!.ToJsonString() + "\n")),
        };
    }

    private static void Stream(OpenApiResponse response)
    {
        if (response.Content?.Remove("application/json") != true) return;
        var item = Samples.Json("streamEvents.response")!;
        response.Content["text/event-stream"] = new()
        {
            Schema = Plain(Texts["text/event-stream"]),
            Example = $"id: {item["cursor"]}\nevent: {item["type"]}\ndata: {item.ToJsonString()}\n\n",
        };
    }

    /// <summary>Lines of JSON: the schema and the example are those of one line.</summary>
    private static void Lines(OpenApiResponse response)
    {
        if (response.Content is not { } content || !content.TryGetValue("application/json", out var line)) return;
        content.Remove("application/json");
        line.Example = Samples.Json("complianceWhatIf.response");
        content["application/x-ndjson"] = line;
    }

    private static OpenApiMediaType Whole(string text) => new()
    {
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = text },
        Example = FileStart,
    };

    private static OpenApiSchema Plain(string text) => new() { Type = JsonSchemaType.String, Description = text };
}

/// <summary>What the parameters in paths are.</summary>
internal static class PathParameters
{
    private static readonly (string Part, string Text)[] Ids =
    [
        ("Register", "Code of the register, or id of its row."),
        ("CampaignFiling", "Code of the campaign, or id of the filing."),
        ("Filing", "Id of the filing."),
        ("Campaign", "Code of the campaign, or id of its task."),
        ("Commendation", "Code of the campaign, or id of its task."),
        ("FieldWork", "Id of the entry."),
        ("PlatformRequest", "Id of the request."),
        ("Vocabulary", "Axis of the vocabulary, such as work-type."),
        ("Policy", "Code of the policy, such as CN-DISK."),
        ("Calendar", "Code of the calendar, such as CN."),
        ("Batch", "Id of the batch."),
        ("Person", "Id of the person."),
        ("revokeKey", "Id of the key."),
        ("Notice", "Id of the notice."),
        ("Timeline", "Id of the notice."),
        ("Escalation", "Id of the escalation."),
        ("compliancePlatform", "Id of the platform."),
        ("platformDuties", "Id of the platform."),
        ("PlatformProfile", "Id of the platform."),
        ("Agreement", "Id of the agreement, such as MUSIC-2026."),
        ("PlatformLimit", "Id of the report."),
        ("Watch", "Id of the watch."),
        ("deleteView", "Id of the view."),
        ("endLook", "Id of what is looked at."),
        ("redeliver", "Id of the subscription, or of its message."),
        ("listDeliveries", "Id of the subscription."),
        ("ubscri", "Id of the subscription."),
        ("DeadLetter", "Id of the message, as in the list."),
        ("Supervision", "Id of the supervision."),
        ("requestInformation", "Id of the case."),
        ("Trace", "Id of the case."),
        ("Evidence", "SHA-256 of the file, 64 hexadecimal digits."),
        ("Custody", "SHA-256 of the file, 64 hexadecimal digits."),
        ("InformationRequest", "Id of the request."),
        ("Extension", "Id of the request."),
        ("SelfInspection", "Id of the self-inspection."),
        ("Publication", "Id of the publication."),
        ("ChangedDecision", "Id of the publication."),
        ("Exposure", "Id of the publication."),
        ("AccountBlacklist", "Id of the account action."),
        ("BlacklistEntry", "Id of the entry."),
        ("CreditSubject", "Unified social credit code (统一社会信用代码)."),
    ];

    public static string Of(string operation)
    {
        var text = Ids.FirstOrDefault(i => operation.Contains(i.Part, StringComparison.Ordinal)).Text;
        // A person is registered, and people are listed, under their organisation.
        return text is null || operation == "registerPerson" ? "Id of the organisation." : text;
    }
}
