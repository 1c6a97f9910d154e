using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;

namespace Takedown.Server.Transparency.Decisions;

/// <summary>Whose decision a notice of the public record is.</summary>
internal static class RecordResponsibility
{
    /// <summary>
    /// The operator, and the bodies that read the notice by place and function: those of the platform, of the claimant
    /// and of the accused.
    /// </summary>
    public static bool IsRecordOf(this RegistrySnapshot registry, Caller caller, NoticeRow notice) =>
        caller.Kind is OrganisationKind.Operator
        || (caller.Kind is OrganisationKind.Regulator && registry.SeesAs(
            caller.Id, notice.PlatformId, registry.FunctionOf(notice.Regime, notice.Function), notice.ClaimantRegion,
            notice.AccusedRegion) is not null);
}
