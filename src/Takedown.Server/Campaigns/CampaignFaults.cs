using Takedown.Contracts;
using Takedown.Core;
using Takedown.Core.Campaigns;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Campaigns;

/// <summary>Faults of campaigns with what their messages say.</summary>
internal static class CampaignFaults
{
    /// <summary>What is wrong with a campaign of a body within its parent, if it has one.</summary>
    public static List<InputFault> Of(
        CampaignInput input, Organisation body, CampaignRow? parent, CampaignFigures figures)
    {
        var faults = Of(CampaignRules.Check(input, new(body.Region, parent?.Frame)), body.Region);
        foreach (var (i, target) in (input.Targets ?? []).Index())
        {
            if (target?.Figure is { } figure && !figures.Knows(figure))
                faults.Add($"/targets/{i}/figure", "figure.unknown", JsonErrors.Shorten(figure));
        }
        return faults;
    }

    public static List<InputFault> Of(IEnumerable<Fault> faults, string region) =>
        [.. faults.Select(f => new InputFault(f.Pointer, f.Code, f.Code switch
        {
            "region.not-yours" => [region],
            "value.unknown" => ["", "plan, summary"],
            "value.too-long" => [f.Pointer.EndsWith("/title", StringComparison.Ordinal)
                && f.Pointer.Contains("/tasks/", StringComparison.Ordinal) ? "500" : "300"],
            "list.too-long" => ["100"],
            _ => [],
        }))];
}
