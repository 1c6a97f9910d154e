using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Http.Documents;

/// <summary>
/// What the server posts to webhooks of platforms and to subscriptions: the messages, their signature and what answers
/// do.
/// </summary>
internal static class DocumentWebhooks
{
    public const string Scheme = "webhookSignature";

    private static readonly (string Name, string Text)[] Headers =
    [
        ("webhook-id", "Id of the message: the same for every repetition of it, so that it can be stored once."),
        ("webhook-timestamp", "Unix seconds of this attempt. Refuse one that is more than 5 minutes from your clock."),
        ("webhook-signature", "`v1,` and base64 of HMAC-SHA256 over id, `.`, timestamp, `.` and the body as received, "
            + "keyed with the base64-decoded part of the secret after `whsec_`. Several signatures, separated by "
            + "spaces, for a day after each rotation of the secret: one of them has to be right."),
    ];

    private static readonly (string Status, string Text)[] Answers =
    [
        ("2XX", "You have stored it. The deadlines of its notices start here."),
        ("410", "The endpoint is gone: nothing is posted to it any more until the operator changes the connector, and "
            + "its notices are in your pull inbox."),
        ("429", "Tried again, after Retry-After where it is given; 408 likewise."),
        ("4XX", "You refuse the content. Several notices are posted again in halves, until the refused ones stand "
            + "alone; everything refused is tried again after 1 minute, doubling to 1 hour."),
        ("5XX", "Tried again: at once with growing pauses, 4 attempts, then after 1 minute, doubling to 1 hour. No "
            + "answer within 10 s counts as this."),
    ];

    private static readonly (string Status, string Text)[] AnswersOfSubscribers =
    [
        ("2XX", "You have stored it. The next message follows."),
        ("410", "The endpoint is gone: nothing is posted to it any more until the subscription is made active again."),
        ("4XX", "Tried again: after Retry-After where it is given, else after 1 minute, doubling to 1 hour. After "
            + "five days without a success nothing is posted any more."),
        ("5XX", "The same, after 4 tries with growing pauses. No answer within 10 s counts as this."),
    ];

    /// <summary>The messages by their type, in the order of the document.</summary>
    private static readonly (string Type, Type Body, string Summary)[] Messages =
    [
        ("notices.delivered", typeof(WebhookDelivery), "New notices for you"),
        ("notice.withdrawn", typeof(WebhookNoticeMessage), "The claimant withdrew a notice that you have"),
        ("notice.supplemented", typeof(WebhookNoticeMessage),
            "The claimant answered your request for information, or completed its notice"),
        ("deadline.at-risk", typeof(WebhookNoticeMessage), "A deadline of yours is near and not yet met"),
        ("notice.disputed", typeof(WebhookNoticeMessage), "The claimant disputed your refusal: decide once more"),
        ("notice.counter-noticed", typeof(WebhookNoticeMessage), "The accused complained: decide about your measure"),
        ("notice.proceeding-filed", typeof(WebhookNoticeMessage), "The claimant proved a proceeding: keep the measure"),
        ("notice.proceeding-ended", typeof(WebhookNoticeMessage), "A proceeding ended, and the measure with it or not"),
        ("notice.restore-due", typeof(WebhookNoticeMessage), "A measure of yours has to be ended"),
        ("account-action.requested", typeof(WebhookAccountAction), "A measure against an account is requested of you"),
        ("account-action.lifted", typeof(WebhookAccountAction), "A measure against an account has to be ended"),
        ("information.requested", typeof(WebhookInformation), "An authority asks you for information about a case"),
        ("watch.crossed", typeof(WebhookWatch), "A figure of yours crossed the threshold of an authority"),
        ("webhook.test", typeof(WebhookTest), "The test that you asked for"),
        ("events.recorded", typeof(WebhookEvents), "Events of your feed, in their order"),
        ("subscription.test", typeof(WebhookSubscriptionTest), "The test of a subscription that you asked for"),
    ];

    public static async Task AddAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Webhooks = new Dictionary<string, IOpenApiPathItem>();
        foreach (var (type, body, summary) in Messages)
        {
            var data = TakedownJson.Default.GetTypeInfo(body)!.Properties.Single(p => p.Name == "data").PropertyType;
            if (!data.IsGenericType) await ComponentAsync(document, context, data, cancellation);
            await ComponentAsync(document, context, body, cancellation);
            document.Webhooks[type] = new OpenApiPathItem
            {
                Operations = new Dictionary<HttpMethod, OpenApiOperation>
                {
                    [HttpMethod.Post] = Operation(document, type, body, summary),
                },
            };
        }
    }

    /// <summary>Adds the schema of a type. The parts that have schemas of their own refer to them.</summary>
    private static async Task ComponentAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, Type type, CancellationToken cancellation)
    {
        if (document.Components!.Schemas!.ContainsKey(type.Name)) return;
        var schema = await context.GetOrCreateSchemaAsync(type, null, cancellation);
        foreach (var property in TakedownJson.Default.GetTypeInfo(type)!.Properties)
        {
            var part = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var item = part.IsGenericType ? part.GetGenericArguments()[0] : part;
            if (!document.Components.Schemas.ContainsKey(item.Name)) continue;
            var reference = new OpenApiSchemaReference(item.Name, document);
            schema.Properties![property.Name] = new OpenApiSchema
            {
                Description = schema.Properties[property.Name].Description,
                Type = part.IsGenericType ? JsonSchemaType.Array : null,
                Items = part.IsGenericType ? reference : null,
                AllOf = part.IsGenericType ? null : [reference],
            };
        }
        document.AddComponent(type.Name, schema);
    }

    private static OpenApiOperation Operation(OpenApiDocument document, string type, Type body, string summary) => new()
    {
        OperationId = type,
        Summary = summary,
        Description = IsOfSubscription(type) ? "Answer 2xx once it is stored."
            : "Answer 2xx once it is stored, and respond through POST /v1/inbox/responses, at once or later.",
        ExternalDocs = new() { Url = new("https://www.standardwebhooks.com"), Description = "Standard Webhooks" },
        Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }],
        Tags = new HashSet<OpenApiTagReference> { new(IsOfSubscription(type) ? "Claimant" : "Platform", document) },
        Parameters = [.. Headers.Select(h => new OpenApiParameter
        {
            Name = h.Name,
            In = ParameterLocation.Header,
            Required = true,
            Description = h.Text,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        })],
        RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new()
                {
                    Schema = new OpenApiSchemaReference(body.Name, document),
                    Example = Samples.Json(type == "notices.delivered" ? nameof(WebhookDelivery) : type),
                },
            },
        },
        Responses = Responses(IsOfSubscription(type) ? AnswersOfSubscribers : Answers),
    };

    private static bool IsOfSubscription(string type) => type is "events.recorded" or "subscription.test";

    private static OpenApiResponses Responses(IEnumerable<(string Status, string Text)> answers)
    {
        var responses = new OpenApiResponses();
        foreach (var (status, text) in answers) responses[status] = new OpenApiResponse { Description = text };
        return responses;
    }
}
