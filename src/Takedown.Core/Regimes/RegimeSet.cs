using System.Collections.Frozen;
using Takedown.Contracts;
using Takedown.Core.Routing;

namespace Takedown.Core.Regimes;

/// <summary>The regimes in force, and where they hold. Immutable: a new version of a regime makes a new set.</summary>
public sealed class RegimeSet
{
    private readonly List<Regime> _inForce;
    private readonly FrozenDictionary<string, IReadOnlyList<string>> _ofCountry;
    private readonly IReadOnlyList<string> _ofClaimants;

    /// <summary>Creates a set; of several versions of a regime the latest is in force.</summary>
    public RegimeSet(IEnumerable<Regime> versions)
    {
        _inForce = [.. versions.GroupBy(r => r.Code).Select(g => g.MaxBy(r => r.Version)!)];
        ByCode = _inForce.ToFrozenDictionary(r => r.Code);
        _ofClaimants = [.. _inForce.Where(r => r.OnlyKind is null).Select(r => r.Code)];
        List<string> countries = [.. Countries.All, "EU"];
        ByCountry = countries.Select(c => (c, Holding(c))).Where(f => f.Item2 is not null)
            .ToFrozenDictionary(f => f.c, f => f.Item2!);
        _ofCountry = countries.Select(c => (c, All(c))).Where(f => f.Item2.Count > 0)
            .ToFrozenDictionary(f => f.c, f => f.Item2);
    }

    /// <summary>The regimes by code.</summary>
    public FrozenDictionary<string, Regime> ByCode { get; }

    /// <summary>The code of the regime that holds in a country; no entry for a country without one.</summary>
    public FrozenDictionary<string, string> ByCountry { get; }

    /// <summary>The regimes in force, in the order in which they were given.</summary>
    public IReadOnlyList<Regime> InForce => _inForce;

    /// <summary>
    /// The regimes that a platform is under: the registered ones, or else the default regime and those of the country.
    /// A platform that has neither is under all that claimants may use.
    /// </summary>
    public IReadOnlyList<string> Of(IReadOnlyList<string>? registered, string? regime, string country)
    {
        if (registered is { Count: > 0 }) return registered;
        var ofCountry = _ofCountry.GetValueOrDefault(country) ?? [];
        if (regime is null) return ofCountry.Count > 0 ? ofCountry : _ofClaimants;
        return ofCountry.Contains(regime) ? ofCountry : [regime, .. ofCountry];
    }

    /// <summary>
    /// The nearest in the chain of regions. Two of one country cannot be written; the first code would win.
    /// </summary>
    private string? Holding(string country) => Region.Chain(country)
        .Select(region => _inForce.Where(r => r.Countries?.Contains(region) is true).Select(r => r.Code)
            .Order(StringComparer.Ordinal).FirstOrDefault())
        .FirstOrDefault(code => code is not null);

    /// <summary>The one that holds by default first, because a notice that names none is under it.</summary>
    private IReadOnlyList<string> All(string country)
    {
        List<string> chain = [.. Region.Chain(country)];
        var holding = ByCountry.GetValueOrDefault(country);
        return [.. _inForce
            .Where(r => chain.Exists(c => r.Countries?.Contains(c) is true || r.AlsoIn?.Contains(c) is true))
            .Select(r => r.Code).OrderBy(code => code != holding)];
    }
}

/// <summary>The function of a notice under a regime.</summary>
public static class RegimeFunctions
{
    /// <summary>The function that the regime gives for the type of the right; its own where none is named.</summary>
    public static string FunctionOf(this Regime regime, string? ipType) =>
        ipType is not null && regime.FunctionByIpType?.TryGetValue(ipType, out var function) is true
            ? function : regime.Function;
}
