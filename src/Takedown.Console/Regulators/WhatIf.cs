using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Screens.Access;
using Takedown.Screens.Api;

namespace Takedown.Screens.Regulators;

/// <summary>
/// A question of the page: another act limit of a policy. It stands in the address, and stores nothing.
/// </summary>
internal sealed record WhatIf(string Policy, bool IsWorking, string Amount)
{
    /// <returns>Null where the address asks nothing.</returns>
    public static WhatIf? Of(Screen screen) =>
        screen.Query("policy") is { } policy && screen.Query("amount") is { } amount
            ? new(policy, screen.Query("unit") == "working", amount) : null;

    /// <exception cref="ApiException">The API refused, or the run broke off.</exception>
    public async Task<WhatIfLine> AskAsync(Screen screen, ViewPeriod period)
    {
        var answer = (await screen.Api.SendAsync("POST", "/v1/compliance/what-if", Body(period))).Must();
        var last = Encoding.UTF8.GetString(answer.Body.Span)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        var line = last is null ? null : JsonSerializer.Deserialize(last, TakedownJson.Default.WhatIfLine);
        return line is { Type: "result" } ? line : throw new ApiException(new Problem(503, "what-if.broken", screen.T(
            "The calculation broke off. Ask again.", "计算中断，请重新提交。")));
    }

    private JsonObject Body(ViewPeriod period) => new()
    {
        ["policy"] = new JsonObject
        {
            ["code"] = Policy,
            ["deadlines"] = new JsonObject { ["act"] = Limit() },
        },
        ["from"] = ViewPeriod.Text(period.From),
        ["to"] = ViewPeriod.Text(period.To),
    };

    /// <summary>What is no number is left to the API to refuse.</summary>
    private JsonObject Limit()
    {
        var isNumber = int.TryParse(Amount, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return IsWorking
            ? new() { ["unit"] = "working", ["days"] = isNumber ? number : Amount }
            : new() { ["unit"] = "running", ["duration"] = isNumber ? $"PT{number}H" : Amount };
    }
}
