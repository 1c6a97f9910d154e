using Takedown.Contracts;
using Takedown.Core.Policies;
using Takedown.Core.Words;

namespace Takedown.Core.Regimes;

/// <summary>Validates a regime before it is stored.</summary>
public static class RegimeFaults
{
    private const int MaxElements = 50;
    private const int MaxTable = 100;
    private const int MaxCode = 40;

    private static readonly string[] Fields =
        ["requiredByIpType", "requiredByMode", "onlyKind", "countries", "alsoIn", "function", "functionByIpType",
            "flags"];

    /// <summary>The limits of a regime that the program knows.</summary>
    public static IReadOnlyList<string> Flags { get; } = ["online-platform-not-small", "links-may-be-restored"];

    /// <summary>Returns all faults; an empty list means that the regime can be used.</summary>
    /// <param name="regime">The regime.</param>
    /// <param name="stored">The regimes in force.</param>
    /// <param name="functionExists">Whether a function of regulators exists.</param>
    public static IReadOnlyList<Fault> Check(Regime regime, RegimeSet stored, Func<string, bool> functionExists)
    {
        var faults = new FaultList();
        Code(faults, regime.Code);
        faults.Text(regime.Name, "/name", 300);
        // A notice that names no target can be routed, compared and acted on by nobody.
        if (Elements(faults, regime.Required, "/required", NoticeElements.IsKnown)
            && !regime.Required.Contains(NoticeElements.Location)) faults.Add("/required", FaultCodes.NoLocation);
        Table(faults, regime.RequiredByIpType, "/requiredByIpType",
            (list, pointer) => Elements(faults, list, pointer, NoticeElements.IsKnown));
        Table(faults, regime.RequiredByMode, "/requiredByMode",
            (list, pointer) => Elements(faults, list, pointer, NoticeElements.IsKnown));
        Kind(faults, regime, stored);
        Places(faults, regime, stored);
        Function(regime.Function, "/function");
        Table(faults, regime.FunctionByIpType, "/functionByIpType", Function);
        Deficiency(faults, regime.Deficiency);
        CounterNoticeFaults.Check(faults, regime.CounterNotice);
        if (regime.Flags is not null) faults.Words(regime.Flags, "/flags", Flags);
        faults.Source(regime.Source, "/source");
        faults.Sources(regime.Sources, "/sources", Fields);
        return faults.All;

        void Function(string? function, string pointer)
        {
            if (string.IsNullOrWhiteSpace(function)) faults.Add(pointer, FaultCodes.Required);
            else if (!functionExists(function)) faults.Add(pointer, FaultCodes.UnknownFunction, function);
        }
    }

    /// <summary>Checks elements, each of which may be required once.</summary>
    internal static bool Elements(
        FaultList faults, IReadOnlyList<string>? elements, string pointer, Predicate<string?> isKnown)
    {
        if (!faults.Bounded(elements, pointer, MaxElements)) return false;
        for (var i = 0; i < elements.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(elements[i])) faults.Add($"{pointer}/{i}", FaultCodes.Required);
            else if (!isKnown(elements[i]))
                faults.Add($"{pointer}/{i}", FaultCodes.UnknownElement, elements[i]);
            else if (elements.Take(i).Contains(elements[i])) faults.Add($"{pointer}/{i}", FaultCodes.Duplicate);
        }
        return true;
    }

    /// <summary>It stands in paths, in reports and, with others, in one column of a platform.</summary>
    private static void Code(FaultList faults, string code)
    {
        if (code.Length == 0) faults.Add("/code", FaultCodes.Required);
        else if (code.Length > MaxCode) faults.Add("/code", FaultCodes.TooLong);
        else if (!Token.Is(code)) faults.Add("/code", FaultCodes.BadFormat);
    }

    /// <summary>
    /// Whose the notices are never changes: platforms are registered with regimes of claimants, and a notice of a
    /// regulator that names none is under one of the regulators' own.
    /// </summary>
    private static void Kind(FaultList faults, Regime regime, RegimeSet stored)
    {
        if (regime.OnlyKind is not (null or OrganisationKind.Regulator)) faults.Add("/onlyKind", FaultCodes.NotAllowed);
        else if (stored.ByCode.TryGetValue(regime.Code, out var former) && former.OnlyKind != regime.OnlyKind)
            faults.Add("/onlyKind", FaultCodes.Fixed);
    }

    private static void Table<T>(
        FaultList faults, IReadOnlyDictionary<string, T>? table, string pointer, Action<T, string> check)
    {
        if (table is null) return;
        if (table.Count > MaxTable)
        {
            faults.Add(pointer, FaultCodes.ListTooLong);
            return;
        }
        foreach (var (word, value) in table)
        {
            var at = $"{pointer}/{FaultList.Escaped(word)}";
            if (Token.Is(word)) check(value, at);
            else faults.Add(at, FaultCodes.BadFormat);
        }
    }

    private static void Places(FaultList faults, Regime regime, RegimeSet stored)
    {
        Countries(regime.Countries, "/countries", country =>
            stored.InForce.Any(r => r.Code != regime.Code && r.Countries?.Contains(country) is true)
                ? FaultCodes.CountryTaken : null);
        Countries(regime.AlsoIn, "/alsoIn", country =>
            regime.Countries?.Contains(country) is true ? FaultCodes.Duplicate : null);
        // Whose notices nobody but an authority sends holds nowhere by default: it would be every claimant's.
        if (regime is { OnlyKind: not null, Countries.Count: > 0 }) faults.Add("/countries", FaultCodes.NotAllowed);
        if (regime is { OnlyKind: not null, AlsoIn.Count: > 0 }) faults.Add("/alsoIn", FaultCodes.NotAllowed);

        void Countries(IReadOnlyList<string>? countries, string pointer, Func<string, string?> faultOf)
        {
            if (countries is null || !faults.Bounded(countries, pointer, Routing.Countries.All.Count)) return;
            for (var i = 0; i < countries.Count; i++)
            {
                var country = countries[i];
                if (country != "EU" && !Routing.Countries.IsCode(country))
                    faults.Add($"{pointer}/{i}", FaultCodes.UnknownCountry);
                else if (countries.Take(i).Contains(country)) faults.Add($"{pointer}/{i}", FaultCodes.Duplicate);
                else if (faultOf(country) is { } fault) faults.Add($"{pointer}/{i}", fault, country);
            }
        }
    }

    private static void Deficiency(FaultList faults, RegimeDeficiency? deficiency)
    {
        if (!faults.Present(deficiency, "/deficiency")) return;
        faults.OneOf(deficiency.Effect, "/deficiency/effect", "no-effect", NoticeElements.AsToWhatItShows);
        faults.Check(deficiency.Cure, "/deficiency/cure");
        if (deficiency.Curable is { } curable)
            Elements(faults, curable, "/deficiency/curable", NoticeElements.IsCurable);
        faults.Source(deficiency.Source, "/deficiency/source");
        faults.Sources(deficiency.Sources, "/deficiency/sources", ["cure", "curable"]);
    }
}
