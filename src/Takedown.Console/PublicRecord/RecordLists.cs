using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Lists;
using Takedown.Screens.Operators;
using Takedown.Screens.Parts;

namespace Takedown.Screens.PublicRecord;

/// <summary>Lists of the public record's administration.</summary>
internal static class RecordLists
{
    public static ListView Decisions(Screen s) => new ListView<RecordDecisionView>(
        s.T("Decisions about the public record", "公开记录的决定"), "/v1/transparency/decisions", d => $"{d.Id}")
    {
        File = "record-decisions",
        Intro = s.T(
            "To hide a notice or to show it again waits for a second person. Everything else is in force at once. A "
                + "new decision begins on the page of its notice.",
            "停止公开或者恢复公开须经第二人批准，其他决定即时生效。新的决定在通知页面提出。"),
        Filters =
        [
            Filter.Of<PublicationStatus>(s, "status", s.T("Status", "状态")),
            new("notice", s.T("Notice", "通知编号")),
        ],
        WhenEmpty = s.T("Nothing was decided yet.", "暂无决定。"),
        Columns =
        [
            new(s.T("Decision", "决定"), d => Cell.Link(s.Word(d.Kind as RecordDecisionKind?), PathOf(d.Id))),
            new(s.T("Status", "状态"), d => Cell.State(s, d.Status as PublicationStatus?)),
            new(s.T("Ground", "理由"), d => Cell.Of(s.Word(d.Ground))),
            new(s.T("Field", "字段"), d => Cell.Of(s.Word(d.Field))),
            new(s.T("Notice", "通知"), d => NoticeOf(d.NoticeId)),
            new(s.T("By", "提出人"), d => Cell.Of(d.By)),
            new(s.T("At", "时间"), d => Cell.When(s, d.At)),
            new(s.T("Second person", "批准人"), d => Cell.Of(d.DecidedBy)),
        ],
    };

    public static ListView Corrections(Screen s) => new ListView<CorrectionView>(
        s.T("Requests for correction", "更正申请"), "/v1/transparency/corrections", c => $"{c.Id}")
    {
        File = "record-corrections",
        Filters = [Filter.Of<CorrectionStatus>(s, "status", s.T("Status", "状态"))],
        WhenEmpty = s.T("Nobody has asked for a correction.", "暂无更正申请。"),
        Columns =
        [
            new(s.T("Request", "申请"), c => Cell.Link(ShortId.Short(c.Id), $"/console/record/corrections/{c.Id}")),
            new(s.T("Status", "状态"), c => Cell.State(s, c.Status as CorrectionStatus?)),
            new(s.T("Notice", "通知"), c => NoticeOf(c.NoticeId)),
            new(s.T("What is said", "内容"), c => Cell.Of(c.Text)),
            new(s.T("Received", "收到时间"), c => Cell.When(s, c.At)),
            new(s.T("Decided", "处理时间"), c => Cell.When(s, c.DecidedAt)),
        ],
    };

    public static ListView Readers(Screen s) => new ListView<RecordReaderView>(
        s.T("Researchers' keys", "研究人员密钥"), "/v1/transparency/readers", r => $"{r.Id}")
    {
        File = "record-readers",
        Intro = s.T(
            "A key reads the public record and nothing else: with whole addresses, and more of it in a minute.",
            "密钥仅用于读取公开记录，可查看完整网址，每分钟请求次数较多。"),
        Above = Links.To(("/console/record/readers/new", s.T("New key", "新建密钥"))),
        WhenEmpty = s.T("No researcher has a key.", "暂无研究人员密钥。"),
        Columns =
        [
            new(s.T("Name", "名称"), r => Cell.Link(r.Name, $"/console/record/readers/{r.Id}")),
            new(s.T("Begins with", "密钥前缀"), r => Cell.Of(r.Prefix)),
            new(s.T("Created", "创建时间"), r => Cell.When(s, r.CreatedAt)),
            new(s.T("Revoked", "吊销时间"), r => Cell.When(s, r.RevokedAt)),
        ],
    };

    private static Cell NoticeOf(Guid id) => Cell.Link(ShortId.Short(id), $"/console/record/notices/{id}");

    private static string PathOf(Guid id) => $"/console/record/decisions/{id}";
}
