using System.Collections.Frozen;
using System.Globalization;

namespace Takedown.Server.Setup;

/// <summary>What each stable code says to people. A code without words would show as itself; a test forbids that.</summary>
internal static class Messages
{
    private static readonly FrozenDictionary<string, (string English, string Chinese)> Texts =
        new Dictionary<string, (string, string)>
        {
            ["input.invalid"] = ("The request has faults.", "请求有误。"),
            ["not-found"] = ("There is no such thing for you here.", "未找到，或不属于您。"),
            ["unauthenticated"] = ("A valid key is needed: Authorization: Bearer …", "需要有效的密钥：Authorization: Bearer …"),
            ["forbidden"] = ("This is for another kind of organisation.", "此操作属于其他类型的机构。"),
            ["internal"] = ("Something broke here. It is logged under the trace id.", "服务器内部错误，已按 traceId 记录。"),
            ["unavailable"] = ("The store is not reachable for the moment. Try again.", "存储暂不可用，请稍后重试。"),
            ["stopping"] = ("The server stops. What was stored is kept; send the body again with the same Idempotency-Key to go on.", "服务器正在停止。已存储的保留；请用相同的 Idempotency-Key 重新发送以继续。"),
            ["method.not-allowed"] = ("This path does not take that method.", "此路径不支持该方法。"),
            ["media-type.unsupported"] = ("The content type is not one this path reads.", "不支持的内容类型。"),
            ["body.too-large"] = ("The body is larger than this path takes.", "请求体过大。"),
            ["body.incomplete"] = ("The body ends in the middle. What was stored is kept; send it again with the same Idempotency-Key to go on.", "请求体中途结束。已存储的保留；请用相同的 Idempotency-Key 重新发送以继续。"),
            ["body.malformed"] = ("The body cannot be read further from here: {0}", "无法继续读取请求体：{0}"),
            ["body.not-object"] = ("Expected a JSON object.", "应为 JSON 对象。"),
            ["body.empty"] = ("The body is empty.", "请求体为空。"),
            ["defaults.too-large"] = ("The defaults may have at most {0} bytes.", "defaults 最多 {0} 字节。"),
            ["defaults.after-notices"] = ("In a batch of this size, defaults must stand before notices.", "此规模的批次中，defaults 必须位于 notices 之前。"),
            ["json.malformed"] = ("This is not valid JSON: {0}", "不是有效的 JSON：{0}"),
            ["json.too-deep"] = ("JSON is nested more than {0} deep.", "JSON 嵌套超过 {0} 层。"),
            ["encoding.invalid"] = ("The text is not valid UTF-8.", "文本不是有效的 UTF-8。"),
            ["field.unknown"] = ("There is no field '{0}' here.", "此处没有字段“{0}”。"),
            ["field.required"] = ("This is required.", "此项必填。"),
            ["field.type"] = ("Expected {0}.", "应为{0}。"),
            ["field.twice"] = ("The field is given twice.", "字段重复。"),
            ["field.not-for-kind"] = ("This field does not belong to an organisation of kind {0}.", "此字段不适用于 {0} 类型的机构。"),
            ["field.fixed"] = ("This cannot be changed any more.", "此项不可更改。"),
            ["value.unknown"] = ("'{0}' is none of: {1}.", "“{0}”不在允许值之内：{1}。"),
            ["value.token"] = ("Expected a word in kebab-case, at most 60 characters.", "应为不超过 60 个字符的 kebab-case 单词。"),
            ["value.too-long"] = ("At most {0} characters.", "最多 {0} 个字符。"),
            ["value.bad-format"] = ("It does not have the shape that it must have.", "格式不正确。"),
            ["value.duplicate"] = ("It stands in the list already.", "列表中已有此项。"),
            ["value.not-allowed"] = ("Beside the rest of the document this has no meaning.", "与文档其余内容不相容。"),
            ["value.out-of-range"] = ("Must be {0}.", "必须为{0}。"),
            ["list.too-long"] = ("At most {0} entries.", "最多 {0} 项。"),
            ["list.not-rising"] = ("It must be more than the entry before it.", "必须大于前一项。"),
            ["cursor.invalid"] = ("This cursor was not given out here.", "游标无效。"),
            ["email.invalid"] = ("This is not an e-mail address.", "不是有效的电子邮件地址。"),
            ["country.unknown"] = ("This is not an ISO 3166-1 alpha-2 code.", "不是 ISO 3166-1 二位国家代码。"),
            ["region.unknown"] = ("Expected CN- with six digits, an ISO 3166 code, or EU.", "应为 CN- 加六位行政区划代码、ISO 3166 代码或 EU。"),
            ["region.not-in-country"] = ("The region does not lie in the country.", "地区不在该国家之内。"),
            ["sha256.invalid"] = ("Expected 64 hexadecimal digits.", "应为 64 位十六进制数字。"),
            ["time.future"] = ("This lies in the future.", "时间在未来。"),
            ["time.out-of-range"] = ("This time cannot be right.", "时间不合理。"),
            ["notice.too-large"] = ("One notice may have at most {0} bytes.", "单条通知最多 {0} 字节。"),
            ["csv.columns"] = ("The CSV has no column '{0}'.", "CSV 缺少列“{0}”。"),
            ["csv.header"] = ("The CSV has no header line.", "CSV 缺少标题行。"),
            ["csv.row"] = ("The row has {0} cells, the header {1}.", "该行有 {0} 个单元格，标题行有 {1} 个。"),
            ["csv.formula"] = ("A cell may not begin like a spreadsheet formula. Send such values as JSON.", "单元格不得以电子表格公式开头；此类值请用 JSON 提交。"),
            ["regime.unknown"] = ("There is no regime '{0}'.", "没有法律制度“{0}”。"),
            ["statement.required"] = ("The regime requires the statement '{0}'.", "该制度要求声明“{0}”。"),
            ["contact.required"] = ("The regime requires a way of contact: email, phone or contact.", "该制度要求联系方式：email、phone 或 contact。"),
            ["location.required"] = ("The regime requires the location: a URL or an exact locator.", "该制度要求提供位置：URL 或准确的定位信息。"),
            ["evidence.required"] = ("The regime requires preliminary evidence.", "该制度要求初步证据。"),
            ["ownership.required"] = ("The regime requires proof of ownership: a registration number or evidence of kind ownership.", "该制度要求权属证明：登记号或 ownership 类证据。"),
            ["platform.unknown"] = ("No registered platform answers for this target. The item is kept for the operator.", "没有已登记的平台对应此目标；该项已保留待运营方处理。"),
            ["platform.required"] = ("Without a URL, platformId must name the platform.", "没有 URL 时必须以 platformId 指明平台。"),
            ["url.empty"] = ("The URL is empty.", "URL 为空。"),
            ["url.too-long"] = ("A URL may have at most 4,096 characters.", "URL 最多 4096 个字符。"),
            ["url.not-absolute"] = ("The URL is not absolute.", "URL 不是绝对地址。"),
            ["url.scheme-not-allowed"] = ("Only http and https URLs are taken.", "只接受 http 与 https。"),
            ["url.credentials"] = ("The URL carries credentials.", "URL 含有凭据。"),
            ["url.ip-literal"] = ("The URL names an address instead of a host.", "URL 使用了 IP 地址而非域名。"),
            ["url.bad-host"] = ("The URL's host is not a valid name.", "URL 的主机名无效。"),
            ["url.bad-port"] = ("The URL's port is not valid.", "URL 的端口无效。"),
            ["url.bad-character"] = ("The URL has characters that a URL cannot have.", "URL 含有不允许的字符。"),
            ["host.invalid"] = ("This is not a host such as video.example, *.pages.example or example.com/video.", "不是有效的主机，例如 video.example、*.pages.example 或 example.com/video。"),
            ["host.taken"] = ("Another platform answers for this host already.", "该主机已属于其他平台。"),
            ["connector.url"] = ("A webhook needs an https URL without credentials.", "webhook 需要不含凭据的 https 地址。"),
            ["connector.private-address"] = ("A webhook may not go to a private address.", "webhook 不得指向内网地址。"),
            ["idempotency.conflict"] = ("This Idempotency-Key was used with another body.", "此 Idempotency-Key 已用于不同的请求体。"),
            ["idempotency.invalid"] = ("An Idempotency-Key has 1 to 200 printable ASCII characters.", "Idempotency-Key 应为 1 至 200 个可打印 ASCII 字符。"),
            ["key.revoked"] = ("The key was revoked while the batch was read. What was stored is kept.", "读取批次时密钥被撤销；已存储的保留。"),
            ["key.too-many"] = ("Two keys are active already. Revoke one first.", "已有两个有效密钥，请先撤销一个。"),
            ["transition.not-allowed"] = ("The notice cannot do that from where it stands.", "通知在当前状态下不能执行此操作。"),
            ["notice.required"] = ("noticeId is required.", "必须提供 noticeId。"),
            ["notice.unknown"] = ("There is no such notice for you.", "没有这条通知，或不属于您。"),
            ["response.required"] = ("response must say what you did.", "必须以 response 说明处理结果。"),
            ["measure.required"] = ("action-taken needs the measure taken.", "action-taken 必须注明所采取的措施。"),
            ["measure.not-here"] = ("A measure belongs to action-taken only.", "只有 action-taken 可以附带措施。"),
            ["measure.too-mild"] = ("The measure taken is milder than the one asked for.", "所采取的措施轻于所要求的措施。"),
            ["reason.required"] = ("A reason is required.", "必须说明理由。"),
            ["reason.code-invalid"] = ("The reason's code is a word in kebab-case.", "理由代码应为 kebab-case 单词。"),
            ["reason.text-required"] = ("This reason needs a text.", "此理由必须附文字说明。"),
            ["reason.too-long"] = ("A reason's text has at most 2,000 characters.", "理由说明最多 2000 个字符。"),
            ["platform-ref.too-long"] = ("platformRef has at most 200 characters.", "platformRef 最多 200 个字符。"),
            ["account.invalid"] = ("An account has an id; id and name have at most 200 characters.", "账号必须有 id；id 与名称最多 200 个字符。"),
            ["account-action.unknown"] = ("There is no such account action for you.", "没有此账号处置请求，或不属于您。"),
            ["at.out-of-range"] = ("That time lies in the future or long before the notice.", "时间在未来，或远早于通知。"),
            ["calendar.unknown"] = ("There is no such calendar.", "没有此日历。"),
            ["calendar.unknown-zone"] = ("This is not an IANA time zone.", "不是有效的 IANA 时区。"),
            ["webhook.none"] = ("This platform has no webhook.", "该平台没有 webhook。"),
            ["webhook.timeout"] = ("The webhook did not answer in time.", "webhook 未及时响应。"),
            ["webhook.unreachable"] = ("The webhook cannot be reached.", "无法连接 webhook。"),
            ["webhook.redirect"] = ("The webhook redirects, which is not followed.", "webhook 返回重定向，不予跟随。"),
            ["webhook.private-address"] = ("The webhook's name leads to a private address.", "webhook 域名指向内网地址。"),
            ["webhook.circuit-open"] = ("The webhook failed too often and rests for a while.", "webhook 多次失败，暂停推送。"),
        }.ToFrozenDictionary();

    public static IEnumerable<string> Codes => Texts.Keys;

    public static string Text(string code, string language, params string[] args)
    {
        if (!Texts.TryGetValue(code, out var text)) return code;
        var template = language == Language.Chinese ? text.Chinese : text.English;
        // More arguments than places do no harm; a place without one shows that something is left out.
        return string.Format(CultureInfo.InvariantCulture, template, [.. args, "…", "…"]);
    }
}
