using Takedown.Contracts;
using Takedown.Core.Credit;
using Takedown.Server.Http;

namespace Takedown.Server.Information;

internal static class MerchantRules
{
    private const int MaxShort = 300, MaxLong = 1000;

    public static void Check(MerchantIdentity? merchant, List<InputFault> faults)
    {
        if (merchant is null) return;
        faults.CheckText(merchant.Name, MaxShort, "/merchant/name");
        if (merchant.Uscc is { } code && !CreditCode.IsValid(code)) faults.Add("/merchant/uscc", "uscc.invalid");
        faults.CheckLength(merchant.Licence, MaxShort, "/merchant/licence");
        faults.CheckLength(merchant.Address, MaxLong, "/merchant/address");
        faults.CheckLength(merchant.Payment, MaxLong, "/merchant/payment");
    }
}
