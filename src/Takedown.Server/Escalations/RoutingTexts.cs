using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Escalations;

/// <summary>The reason of a routing in words.</summary>
internal static class RoutingTexts
{
    public static EscalationView Worded(this EscalationView view, RegistrySnapshot registry, string language)
    {
        if (view.Routing is not { } routing) return view;
        var function = registry.Functions.FirstOrDefault(f => f.Code == routing.Function) is { } known
            ? language == Language.English ? known.En : known.Zh : routing.Function;
        var why = routing.Regime is { } regime ? Messages.Text("routing.by-regime", language, regime, function)
            : Messages.Text("routing.by-account", language, function);
        var where = Messages.Text(CodeOf(routing.Rule), language, routing.Region, routing.FoundIn ?? "–");
        return view with { Routing = routing with { Text = $"{why}{Between(language)}{where}" } };
    }

    private static string Between(string language) => language == Language.English ? " " : "";

    private static string CodeOf(string rule) => Contracts.Json.Kebab.TryParse<RoutingRule>(rule, out var known)
        ? known switch
        {
            RoutingRule.SameRegion => "routing.same-region",
            RoutingRule.RegionAbove => "routing.region-above",
            RoutingRule.Covers => "routing.covers",
            RoutingRule.Operator => "routing.operator",
        }
        : "routing.operator";
}
