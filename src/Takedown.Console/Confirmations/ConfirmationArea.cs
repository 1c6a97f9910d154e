using Microsoft.AspNetCore.Builder;
using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Claimants;
using Takedown.Screens.Lists;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Screens.Confirmations;

/// <summary>Notices that wait for a second person of their claimant.</summary>
internal sealed class ConfirmationArea : IArea
{
    public const string Confirm = "/confirmations/confirm";

    public IEnumerable<MenuLine> Menu => [new("/confirmations", "To be confirmed", "待确认通知", Claimant)];

    public void Map(ConsoleRoutes routes)
    {
        routes.List("/confirmations", ListOf, Claimant);
        routes.Own.MapPost(Confirm, ConfirmEndpoint.RunAsync).TakesForm(Claimant);
    }

    private static ListView ListOf(Screen s) => new ListView<ConfirmationView>(
        s.T("To be confirmed", "待确认通知"), "/v1/confirmations", c => $"{c.NoticeId}")
    {
        Intro = s.T(
            "A measure against these targets meets others too. Each waits for another person than the one who "
                + "submitted it, and is sent then.",
            "对以下目标采取措施会影响他人，须经提交人以外的另一人员确认后发送。"),
        File = "confirmations",
        WhenEmpty = s.T("No notice waits.", "没有待确认的通知。"),
        Columns =
        [
            new(s.T("Notice", "通知"), c => ClaimantLists.Short(c.NoticeId, "notices")),
            new("URL", c => Cell.Of(c.CanonicalUrl)),
            new(s.T("Shared, because it is", "共用原因"), c => Cell.State(s, (SharedTarget?)c.Reason, Parts.Tone.Waiting)),
            new(s.T("Submitted", "提交时间"), c => Cell.When(s, c.HeldAt)),
            new(s.T("By", "提交人"), c => Cell.Of(c.SubmittedBy.Person ?? s.T("a key of the organisation", "机构密钥"))),
        ],
        BulkPath = Confirm,
        Bulk = s.May(KeyScope.Send) ? ClaimantLists.Content<ConfirmBar>() : null,
    };
}
