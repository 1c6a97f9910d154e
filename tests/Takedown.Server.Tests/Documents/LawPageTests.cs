using System.Globalization;
using System.Text.RegularExpressions;
using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Core.Regimes;

namespace Takedown.Server.Tests.Documents;

/// <summary>The law page against the pack that it explains.</summary>
[Trait("Database", "unused")]
public sealed partial class LawPageTests
{
    private const string LawPage = "src/Takedown.Core/Packs/README.md";

    private static readonly string[][] Rows = [.. Page.At(LawPage).Text.Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries))];

    [Fact]
    public void Every_policy_is_in_the_table_with_its_rank_and_limits()
    {
        var rows = Rows.Where(r => Code().IsMatch(r[0])).ToDictionary(r => r[0].Trim('`'));
        Assert.Equal(
            DefaultPack.Policies.Select(p => p.Code).Order(StringComparer.Ordinal),
            rows.Keys.Order(StringComparer.Ordinal));
        foreach (var policy in DefaultPack.Policies)
        {
            var row = rows[policy.Code];
            var (acknowledge, act) = (Text(policy.Deadlines.Acknowledge), Text(policy.Deadlines.Act));
            act += string.Concat(policy.ActByTier?.Select(t => $"; {t.Key} {Text(t.Value)}") ?? []);
            Assert.Equal(
                (policy.Code, $"{policy.Rank}", acknowledge, act, policy.Calendar),
                (policy.Code, row[1], row[3], row[4], row[6]));
            Assert.StartsWith(policy.CounterNotice.Kind, row[5], StringComparison.Ordinal);
            Assert.EndsWith($"`{policy.CounterNotice.Source.Mark}`", row[5], StringComparison.Ordinal);
            Assert.Contains($"`{policy.Source.Mark}`", row[7], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_regime_is_in_the_table_with_its_function() => Assert.All(DefaultPack.Regimes, regime =>
    {
        var row = Rows.Single(r => r[0] == $"`{regime.Code}`" && r.Length == 5);
        Assert.StartsWith($"`{regime.Function}`", row[2], StringComparison.Ordinal);
        var byCountry = new RegimeSet(DefaultPack.Regimes).ByCountry;
        Assert.Equal(byCountry.Values.Contains(regime.Code), row[3] != "–");
        if (row[3] != "–") Assert.Equal(regime.Code, byCountry[row[3].Trim('`')]);
        Assert.Contains($"`{regime.Source.Mark}`", row[4], StringComparison.Ordinal);
    });

    [Fact]
    public void Every_regime_is_in_the_table_of_counter_notices() => Assert.All(DefaultPack.Regimes, regime =>
    {
        var (row, rule) = (Rows.Single(r => r[0] == $"`{regime.Code}`" && r.Length == 8), regime.CounterNotice);
        Assert.Equal($"`{rule.Kind}` `{rule.Source.Mark}`", row[1]);
        Assert.Equal(rule.Required.Count == 0, row[2] == "–");
        Assert.StartsWith(Text(rule.Window), row[3], StringComparison.Ordinal);
        foreach (var other in new[] { rule.Cap, rule.Latest }.OfType<TimeLimit>())
            Assert.Contains(Text(other), row[3], StringComparison.Ordinal);
        Assert.Equal($"`{rule.Starts}`", row[4]);
        Assert.Equal(rule.Stops.Count == 0 ? "–" : string.Join(", ", rule.Stops), row[5]);
        Assert.Equal(rule.Restore is null ? "–" : $"`{rule.Restore}`", row[6]);
        Assert.StartsWith($"`{rule.Renotice}`", row[7], StringComparison.Ordinal);
    });

    [Fact]
    public void Every_function_of_a_regulator_is_in_the_table_with_its_body() => Assert.Equal(
        DefaultPack.Functions.Select(f => (f.Code, f.Body!)),
        Rows.Where(r => r.Length == 2 && DefaultPack.Functions.Any(f => r[0] == $"`{f.Code}`"))
            .Select(r => (r[0].Trim('`'), r[1])));

    private static string Text(TimeLimit? limit) => limit switch
    {
        null => "–",
        { Unit: LimitUnit.Working } => $"{limit.Days} wd",
        { Duration: { TotalDays: >= 5 } d } => string.Create(CultureInfo.InvariantCulture, $"{d.TotalDays} d"),
        { Duration: { TotalHours: >= 1 } h } => string.Create(CultureInfo.InvariantCulture, $"{h.TotalHours} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{limit.Duration!.Value.TotalMinutes} min"),
    };

    [GeneratedRegex("^`[A-Z][A-Z-]+`$", RegexOptions.None, 2000)]
    private static partial Regex Code();
}
