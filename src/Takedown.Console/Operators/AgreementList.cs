using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Api;
using Takedown.Screens.Lists;
using Takedown.Screens.Parts;

namespace Takedown.Screens.Operators;

/// <summary>Agreements of claimants and platforms, for the operator and for their parties.</summary>
internal static class AgreementList
{
    public const string Path = "/agreements", New = "/agreements/new";

    public static ListView Of(Screen s) => new ListView<Agreement>(
        s.T("Agreements", "版权合作协议"), "/v1/agreements", a => a.Id)
    {
        Intro = s.T("An agreement makes the act limit of notices of its claimants to its platforms stricter.",
            "协议权利人发给协议平台的通知，适用协议约定的更严格处置时限。"),
        File = "agreements",
        Above = s.Kind is OrganisationKind.Operator && s.May(KeyScope.Operate)
            ? Regulators.Shared.Links.Of(s, ("/console" + New, s.T("New agreement", "新建协议"))) : null,
        WhenEmpty = s.T("There is no agreement.", "暂无协议。"),
        Columns =
        [
            new(s.T("Agreement", "协议"), a => Cell.Link(a.Id, Paths.Page("agreements", a.Id))),
            new(s.T("Claimants", "权利人"), a => Cell.Number(s, a.Claimants.Count)) { IsNumber = true },
            new(s.T("Platforms", "平台"), a => Cell.Number(s, a.Platforms.Count)) { IsNumber = true },
            new(s.T("Act limit", "处置时限"), a => Cell.Of(TimeLimits.Say(s, a.ActLimit))),
            new(s.T("From", "首日"), a => Cell.Of($"{a.From:yyyy-MM-dd}")),
            new(s.T("To", "末日"), a => Cell.Of($"{a.To:yyyy-MM-dd}")),
            new(s.T("Version", "版本"), a => Cell.Number(s, a.Version)) { IsNumber = true },
        ],
    };
}
