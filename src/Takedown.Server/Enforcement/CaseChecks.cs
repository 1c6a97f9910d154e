using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Server.Http;

namespace Takedown.Server.Enforcement;

/// <summary>The rules of what regulators send about cases.</summary>
internal static class CaseChecks
{
    public const int MaxNote = 2000;
    private static readonly string[] Paths = ["platform", "administrative", "civil", "criminal"];

    public static void CheckLine(
        this List<InputFault> faults, string? text, int max, string pointer, bool required = false)
    {
        if (required && string.IsNullOrWhiteSpace(text)) faults.Add(pointer, "field.required");
        faults.CheckLength(text, max, pointer);
        if (text is { Length: > 0 } && text.Any(char.IsControl)) faults.Add(pointer, "text.line");
    }

    public static void CheckNote(
        this List<InputFault> faults, string? text, int max, string pointer, bool required = false)
    {
        if (required && string.IsNullOrWhiteSpace(text)) faults.Add(pointer, "field.required");
        faults.CheckLength(text, max, pointer);
    }

    public static void CheckDocument(
        this List<InputFault> faults, CaseDocument? document, string pointer, bool required = false)
    {
        if (document is null)
        {
            if (required) faults.Add(pointer, "field.required");
            return;
        }
        if (document is { No: null, Title: null, Sha256: null, Url: null }) faults.Add(pointer, "field.required");
        faults.CheckLine(document.No, 200, $"{pointer}/no");
        faults.CheckLine(document.Title, 300, $"{pointer}/title");
        faults.CheckLine(document.Url, 2000, $"{pointer}/url");
        if (document.Sha256 is { } hash && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit)))
            faults.Add($"{pointer}/sha256", "value.bad-format");
    }

    public static List<InputFault> FaultsOf(CaseInput input)
    {
        var faults = FaultsOf(ChangeOf(input), "/parties");
        if (input.Parties is not { Count: > 0 }) faults.Add("/parties", "field.required");
        if (string.IsNullOrWhiteSpace(input.Item)) faults.Add("/item", "field.required");
        if (input.IpType is null) faults.Add("/ipType", "field.required");
        faults.CheckToken(input.IpType, "/ipType");
        CheckCount(faults, input.Leads?.Count, 1000, "/leads");
        CheckCount(faults, input.Escalations?.Count, 1000, "/escalations");
        return faults;
    }

    public static CaseChange ChangeOf(CaseInput input) => new()
    {
        Title = input.Title, Item = input.Item, Owner = input.Owner, Enforcement = input.Enforcement, Key = input.Key,
        CrossBorder = input.CrossBorder, Severity = input.Severity, Cluster = input.Cluster, Path = input.Path,
        SuspectedOfCrime = input.SuspectedOfCrime, Indicators = input.Indicators, Parties = input.Parties,
        Targets = input.Targets, WorkTypes = input.WorkTypes,
    };

    public static List<InputFault> FaultsOf(CaseChange input, string parties = "/parties")
    {
        List<InputFault> faults = [];
        faults.CheckLine(input.Title, 200, "/title");
        faults.CheckLine(input.Item, 200, "/item");
        faults.CheckTokens(input.WorkTypes, 20, "/workTypes");
        CheckCount(faults, input.Severity?.Count, 20, "/severity");
        foreach (var (criterion, score) in input.Severity ?? new Dictionary<string, int>())
        {
            faults.CheckLine(criterion, 100, "/severity", required: true);
            if (score is < 0 or > 100) faults.Add("/severity", "value.out-of-range", "0 – 100");
        }
        CheckCount(faults, input.Path?.Count, Paths.Length, "/path");
        foreach (var path in (input.Path ?? []).Take(Paths.Length))
        {
            if (!Paths.Contains(path)) faults.Add("/path", "value.unknown", path ?? "", string.Join(", ", Paths));
        }
        if (input.Cluster is { } cluster)
        {
            if (cluster.Code is null) faults.Add("/cluster/code", "field.required");
            faults.CheckToken(cluster.Code, "/cluster/code");
        }
        CheckCount(faults, input.Parties?.Count, 200, parties);
        for (var i = 0; i < Math.Min(input.Parties?.Count ?? 0, 200); i++)
            CheckParty(faults, input.Parties![i], $"{parties}/{i}");
        CheckCount(faults, input.Targets?.Count, 1000, "/targets");
        for (var i = 0; i < Math.Min(input.Targets?.Count ?? 0, 1000); i++)
            CheckTarget(faults, input.Targets![i], $"/targets/{i}");
        if (input.Indicators is { } n && new[]
            {
                n.IllegalGains, n.Turnover, n.Copies, n.Works, n.Clicks, n.Downloads, n.Members,
            }.Any(v => v is < 0 or > 1_000_000_000_000))
            faults.Add("/indicators", "value.out-of-range", "0 – 1000000000000");
        return faults;
    }

    private static void CheckParty(List<InputFault> faults, CaseParty? party, string at)
    {
        if (party is null)
        {
            faults.Add(at, "field.required");
            return;
        }
        faults.CheckLine(party.Name, 200, $"{at}/name", required: true);
        faults.CheckToken(party.Role, $"{at}/role");
        faults.CheckLine(party.Address, 500, $"{at}/address");
        if (party.Region is { } region && !Region.IsValid(region)) faults.Add($"{at}/region", "region.unknown");
        if (party.Uscc is { } uscc
            && (uscc.Length != 18 || !uscc.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c))))
            faults.Add($"{at}/uscc", "value.bad-format");
    }

    private static void CheckTarget(List<InputFault> faults, CaseTarget? target, string at)
    {
        if (target is null or { Url: null, Name: null, FilingNo: null })
        {
            faults.Add(at, "field.required");
            return;
        }
        faults.CheckLine(target.Url, 2000, $"{at}/url");
        faults.CheckLine(target.Name, 200, $"{at}/name");
        faults.CheckToken(target.Type, $"{at}/type");
        faults.CheckLine(target.FilingNo, 100, $"{at}/filingNo");
        faults.CheckLine(target.IpPlace, 100, $"{at}/ipPlace");
    }

    private static void CheckCount(List<InputFault> faults, int? count, int max, string pointer)
    {
        if (count > max) faults.Add(pointer, "list.too-long", $"{max}");
    }
}
