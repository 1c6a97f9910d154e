using Microsoft.AspNetCore.Http;
using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Api;

namespace Takedown.Screens.Platforms;

/// <summary>Has a test message pushed and shows what became of it.</summary>
internal static class ConnectorTest
{
    public static async Task<IResult> RunAsync(Screen screen)
    {
        var answer = await screen.Api.SendAsync("POST", "/v1/me/webhook/test");
        return answer.IsSuccess
            ? Pages.Show<Connector>(200, ("Result", answer.Read<WebhookTestResult>()))
            : Pages.Show<Connector>(answer.Status, ("Problem", Problem.Of(answer)));
    }
}
