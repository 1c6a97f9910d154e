using Takedown.Contracts;

namespace Takedown.Screens.Regulators.Cases;

/// <summary>The fields that a kind of step needs; the form shows no others.</summary>
[Flags]
internal enum StepFields
{
    Text = 0,
    Recipient = 1,
    Basis = 2,
    Due = 4,
    Money = 8,
    Goods = 16,
    Document = 32,
}

internal static class StepForms
{
    public static StepFields Of(StepKind kind) => kind switch
    {
        StepKind.Warning => StepFields.Recipient | StepFields.Basis | StepFields.Due | StepFields.Document,
        StepKind.Talk => StepFields.Recipient | StepFields.Due | StepFields.Document,
        StepKind.RectificationOrder =>
            StepFields.Recipient | StepFields.Basis | StepFields.Due | StepFields.Document,
        StepKind.Filing => StepFields.Basis | StepFields.Document,
        StepKind.PriorNotice =>
            StepFields.Recipient | StepFields.Basis | StepFields.Money | StepFields.Due | StepFields.Document,
        StepKind.Hearing => StepFields.Recipient | StepFields.Due | StepFields.Document,
        StepKind.Penalty => StepFields.Recipient | StepFields.Basis | StepFields.Money | StepFields.Goods
            | StepFields.Document,
        StepKind.Statement or StepKind.Service or StepKind.ClueNotice or StepKind.Consultation =>
            StepFields.Recipient | StepFields.Document,
        _ => StepFields.Document,
    };

    /// <summary>What the text of the step says, in the words of its form.</summary>
    public static (string English, string Chinese) TextOf(StepKind kind) => kind switch
    {
        StepKind.Warning => ("What is warned of", "预警内容"),
        StepKind.Talk => ("Reason, place and participants", "事由、地点及参加人员"),
        StepKind.RectificationOrder => ("What has to be corrected", "整改要求"),
        StepKind.Filing => ("Reason of the filing", "立案理由"),
        StepKind.Investigation => ("What was found", "调查结果"),
        StepKind.PriorNotice => ("Facts, reasons and basis of the intended penalty", "拟处罚的事实、理由及依据"),
        StepKind.Statement => ("What the party states, or that it waives its statement", "陈述申辩内容，或者放弃陈述申辩"),
        StepKind.Hearing => ("Time, place and participants", "听证时间、地点及参加人员"),
        StepKind.Penalty => ("Facts and decision", "违法事实及处罚决定"),
        StepKind.Service => ("How it was served", "送达方式"),
        StepKind.Obstruction => ("What happened", "妨碍执法情况"),
        StepKind.ClueNotice => ("The clue", "线索内容"),
        StepKind.Consultation => ("Question and opinion", "咨询事项及意见"),
        _ => ("What was discussed and agreed", "会议内容及议定事项"),
    };
}
