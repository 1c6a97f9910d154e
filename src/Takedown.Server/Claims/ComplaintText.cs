using System.Globalization;
using System.Text;
using Takedown.Contracts;

namespace Takedown.Server.Claims;

/// <summary>The application and its facts in Chinese, as 著作权行政投诉指南 asks for them.</summary>
internal static class ComplaintText
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static string Of(ComplaintPackage package)
    {
        var a = package.Application;
        var text = new StringBuilder();
        text.AppendLine("著作权行政投诉申请书").AppendLine();
        Party(text, "投诉人", a.Applicant);
        if (a.RightsHolder is { } holder) Party(text, "权利人", holder);
        Party(text, "被投诉人", a.Respondent);
        text.AppendLine(CultureInfo.InvariantCulture, $"受理机关：{a.BodyName}");
        text.AppendLine(CultureInfo.InvariantCulture, $"申请日期：{Day(a.Date)}");
        text.AppendLine().AppendLine("事实与理由：").AppendLine(a.Facts).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"权属证明：登记号 {package.Ownership.RegistrationNo ?? "—"}");
        foreach (var proof in package.Ownership.Evidence) Proof(text, proof);
        text.AppendLine("侵权证据：");
        foreach (var proof in package.Evidence) Proof(text, proof);
        text.AppendLine().AppendLine("投诉人（签名或者盖章）：");
        return text.ToString();
    }

    public static string Facts(
        DateTimeOffset noticeAt, string platform, string target, Work? work, SilenceCertificate silence)
    {
        var facts = new StringBuilder();
        facts.Append(CultureInfo.InvariantCulture,
            $"投诉人于{Day(noticeAt)}就作品《{work?.Title ?? "—"}》向{platform}发出通知，指明侵权内容位于：{target}。");
        if (silence.DeliveredAt is { } delivered)
            facts.Append(CultureInfo.InvariantCulture, $"该通知于{Time(delivered)}送达平台。");
        if (silence.ActDue is { } due)
            facts.Append(CultureInfo.InvariantCulture, $"平台应于{Time(due)}前采取措施。");
        return facts.Append(silence.Finding switch
        {
            SilenceFinding.NotDelivered => "截至出具之时，通知尚未送达平台。",
            SilenceFinding.Running => "截至出具之时，处理时限尚未届满。",
            SilenceFinding.NotActedOn => "期限届满，平台未采取措施。",
            SilenceFinding.ActedLate => "平台逾期后方采取措施。",
            SilenceFinding.Refused => "平台拒绝采取措施。",
            SilenceFinding.ActedOn => "平台已在期限内采取措施。",
            SilenceFinding.Ended => "该通知已不再计算期限。",
        }).ToString();
    }

    private static void Party(StringBuilder text, string role, Party party)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{role}：{party.Name}");
        if (party.Address is { } address) text.AppendLine(CultureInfo.InvariantCulture, $"  地址：{address}");
        if (party.Phone is { } phone) text.AppendLine(CultureInfo.InvariantCulture, $"  电话：{phone}");
        if (party.Email is { } email) text.AppendLine(CultureInfo.InvariantCulture, $"  电子邮箱：{email}");
        if (party.Contact is { } contact) text.AppendLine(CultureInfo.InvariantCulture, $"  其他联系方式：{contact}");
    }

    private static void Proof(StringBuilder text, Contracts.Evidence proof) => text.AppendLine(
        CultureInfo.InvariantCulture, $"  {proof.Kind ?? "—"} {proof.Url} SHA-256：{proof.Sha256 ?? "—"}");

    private static string Day(DateTimeOffset at) =>
        at.ToOffset(Beijing).ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) =>
        at.ToOffset(Beijing).ToString("yyyy年M月d日H时m分", CultureInfo.InvariantCulture);
}
