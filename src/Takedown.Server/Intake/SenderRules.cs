using Takedown.Contracts;
using Takedown.Core.Regimes;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Intake;

/// <summary>
/// Who may send what to whom: a claimant under the regimes of the platform, a regulator as an authority, to platforms
/// of its region and for its functions.
/// </summary>
internal sealed class SenderRules(RegistrySnapshot registry, Organisation sender)
{
    private const string Authority = "authority-notice";

    private bool IsRegulator => sender.Kind is OrganisationKind.Regulator;

    /// <summary>The regime of a notice that names none; null if there is none.</summary>
    public string? DefaultRegime(Organisation? platform) => IsRegulator ? Authority
        : platform is null ? null
        : platform.Regime ?? registry.RegimeSet.ByCountry.GetValueOrDefault(platform.Country);

    public void Check(NoticeInput notice, Regime regime, Organisation? platform, List<InputFault> faults)
    {
        if (regime.OnlyKind is { } kind ? kind != sender.Kind : IsRegulator)
            faults.Add("/regime", regime.OnlyKind is null ? "regime.claimants-only" : "regime.not-earned", regime.Code);
        else if (IsRegulator) CheckAuthority(notice, regime, platform, faults);
        else if (platform is not null && !registry.RegimesOf[platform.Id].Contains(regime.Code))
            faults.Add(
                "/regime", "regime.not-platform", regime.Code, string.Join(", ", registry.RegimesOf[platform.Id]));
        if (notice.Order is not null && !IsRegulator) faults.Add("/order", "order.not-earned");
    }

    private void CheckAuthority(NoticeInput notice, Regime regime, Organisation? platform, List<InputFault> faults)
    {
        var pointer = notice.PlatformId is null ? "/target/url" : "/platformId";
        if (platform is not null && !registry.HasJurisdiction(sender.Id, platform.Id))
            faults.Add(pointer, "platform.not-in-region", sender.Region);
        var function = regime.FunctionOf(notice.IpType);
        if (!sender.FunctionList.Contains(function))
            faults.Add("/ipType", "function.not-yours", function, string.Join(", ", sender.FunctionList));
    }
}
