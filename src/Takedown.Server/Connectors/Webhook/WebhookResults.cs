using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Connectors.Webhook;

/// <summary>What became of a push, as its owner is told.</summary>
internal static class WebhookResults
{
    public static WebhookTestResult Of(HttpContext http, PushResult result, string messageId) => new()
    {
        Delivered = result.Code is null,
        Code = result.Code,
        Message = result.Code is { } code ? Text(code, Language.Of(http)) : null,
        MessageId = messageId,
    };

    /// <summary>The codes of statuses share one text, which names the status.</summary>
    public static string Text(string code, string language) =>
        Messages.In(language).ContainsKey(code) ? Messages.Text(code, language)
            : Messages.Text("webhook.status", language, code.Split('-')[^1]);
}
