using System.Net;
using Takedown.Contracts;
using Takedown.Core.Credit;
using Takedown.Core.Routing;
using Takedown.Server.Http;

namespace Takedown.Server.Traces;

/// <summary>The shape of restricted data.</summary>
internal static class TraceRules
{
    private const int MaxFew = 200, MaxIps = 1000, MaxShort = 300, MaxAddress = 1000, MaxNote = 2000;

    public static List<InputFault> FaultsOf(TraceData data)
    {
        List<InputFault> faults = [];
        Each(faults, data.Addresses, MaxFew, "/addresses", (a, at) => faults.CheckText(a, MaxAddress, at));
        Each(faults, data.Ips, MaxIps, "/ips", (ip, at) =>
        {
            if (!IPAddress.TryParse(ip, out _)) faults.Add(at, "ip.invalid");
        });
        Each(faults, data.PaymentAccounts, MaxFew, "/paymentAccounts", (account, at) =>
        {
            faults.CheckText(account.Account, MaxShort, $"{at}/account");
            faults.CheckLength(account.Provider, MaxShort, $"{at}/provider");
            faults.CheckLength(account.Holder, MaxShort, $"{at}/holder");
        });
        Each(faults, data.DomesticActors, MaxFew, "/domesticActors", (actor, at) =>
        {
            faults.CheckText(actor.Name, MaxShort, $"{at}/name");
            faults.CheckToken(actor.Role, $"{at}/role");
            if (actor.Uscc is { } code && !CreditCode.IsValid(code)) faults.Add($"{at}/uscc", "uscc.invalid");
            if (actor.Region is { } region && !Region.IsValid(region)) faults.Add($"{at}/region", "region.unknown");
            faults.CheckLength(actor.Note, MaxNote, $"{at}/note");
        });
        return faults;
    }

    private static void Each<T>(
        List<InputFault> faults, IReadOnlyList<T>? list, int max, string pointer, Action<T, string> check)
        where T : class
    {
        if (list is null) return;
        if (list.Count > max) faults.Add(pointer, "list.too-long", $"{max}");
        for (var i = 0; i < Math.Min(list.Count, max); i++)
        {
            if (list[i] is { } entry) check(entry, $"{pointer}/{i}");
            else faults.Add($"{pointer}/{i}", "field.required");
        }
    }
}
