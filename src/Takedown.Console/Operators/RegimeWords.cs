using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Parts;

namespace Takedown.Screens.Operators;

/// <summary>Elements and rules of regimes in words; some of the words mean something else on other pages.</summary>
internal static class RegimeWords
{
    private static readonly Dictionary<string, (string English, string Chinese)> Texts = new(StringComparer.Ordinal)
    {
        ["/rightsHolder/name"] = ("name of the right holder", "权利人名称"),
        ["/rightsHolder/address"] = ("address of the right holder", "权利人地址"),
        ["rights-holder-contact"] = ("contact of the right holder", "权利人联系方式"),
        ["rights-holder-email"] = ("e-mail of the right holder", "权利人电子邮箱"),
        ["/work/title"] = ("title of the work", "作品名称"),
        ["location"] = ("location of the material", "内容的网络地址"),
        ["evidence"] = ("preliminary evidence", "初步证据"),
        ["ownership-proof"] = ("proof of ownership", "权属证明"),
        ["comparison-report"] = ("comparison report", "比对报告"),
        ["evaluation-report"] = ("evaluation report of the patent", "专利权评价报告"),
        ["/explanation"] = ("explanation", "理由说明"),
        ["/signature"] = ("signature", "签名"),
        ["/order/no"] = ("number of the order", "文书文号"),
        ["/order/legalBasis"] = ("legal basis", "法律依据"),
        ["/order/officer"] = ("officer in charge", "承办人"),
        ["/order/documentSha256"] = ("document of the order", "文书文件"),
        ["/accused/name"] = ("name of the user", "用户姓名或者名称"),
        ["/accused/contact"] = ("contact of the user", "用户联系方式"),
        ["/accused/address"] = ("address of the user", "用户地址"),
        ["/consentToJurisdiction"] = ("consent to jurisdiction", "同意管辖"),
        ["statement:truth"] = ("statement of truth", "真实性声明"),
        ["statement:good-faith"] = ("good-faith statement", "善意声明"),
        ["statement:not-infringing"] = ("statement of no infringement", "不侵权声明"),
        ["statement:authority-under-perjury"] = ("statement of authority under perjury", "授权属实声明"),
        ["statement:under-perjury"] = ("statement under perjury", "宣誓声明"),
        ["statement:undertaking-to-sue"] = ("undertaking to sue", "起诉承诺"),
        ["no-effect"] = ("as if never sent", "视为未发出"),
        ["as-to-what-it-shows"] = ("knowledge as far as it shows", "以所载明内容为限"),
        ["wait"] = ("the claimant has time to go to law, then restored", "等待期满后恢复"),
        ["restore-at-once"] = ("restored at once", "立即恢复"),
        ["after-event"] = ("after the event", "活动结束后处理"),
        ["complaint"] = ("a complaint", "投诉"),
        ["by-court"] = ("only by the court or the issuer", "由法院或者发文机关决定"),
        ["none"] = ("none", "无"),
        ["claimant-arrival"] = ("arrival at the claimant", "到达权利人"),
        ["provider-receipt"] = ("receipt by the platform", "平台收到"),
        ["notice-receipt"] = ("receipt of the notice", "收到通知"),
        ["decision"] = ("the decision", "作出决定"),
        ["suit"] = ("a suit", "起诉"),
        ["court-order"] = ("an order of the court", "法院命令"),
        ["at-once"] = ("at once", "立即"),
        ["in-time"] = ("in time", "及时"),
        ["reverse-if-wrong"] = ("if the decision was wrong", "决定有误时恢复"),
        ["may"] = ("the platform may restore", "可以恢复"),
        ["open"] = ("open", "可以再次通知"),
        ["barred"] = ("barred for the same material", "不得就同一内容再次通知"),
        ["may-be-ignored"] = ("may be ignored", "可以不予处理"),
        ["online-platform-not-small"] =
            ("counter-notices only on online platforms that are not small", "反通知仅适用于非小微在线平台"),
        ["links-may-be-restored"] = ("a service that only links may restore", "链接服务可以恢复链接"),
    };

    public static string Say(Screen screen, string? word) => word is null ? "–"
        : Texts.TryGetValue(word, out var text) ? screen.T(text.English, text.Chinese) : screen.Word(word);

    public static string Say(Screen screen, IEnumerable<string>? words)
    {
        List<string> all = [.. (words ?? []).Select(w => Say(screen, w))];
        return all.Count == 0 ? screen.T("none", "无") : string.Join(screen.T(", ", "、"), all);
    }

    /// <summary>The window with its longest and latest ends.</summary>
    public static string Window(Screen screen, RegimeCounterNotice rule)
    {
        if (rule.Window is null) return screen.T("none", "无");
        var text = TimeLimits.Say(screen, rule.Window);
        if (rule.Cap is not null)
            text += screen.T(", with delay at most ", "，含延误最长 ") + TimeLimits.Say(screen, rule.Cap);
        return rule.Latest is null ? text
            : text + screen.T(", at the latest ", "，最迟 ") + TimeLimits.Say(screen, rule.Latest);
    }
}
