using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Lists;
using Takedown.Screens.Parts;

namespace Takedown.Screens.Regulators;

internal static class WatchList
{
    public static ListView Of(Screen s) => new ListView<WatchView>(s.T("Watches", "监测"), "/v1/watches", w => $"{w.Id}")
    {
        Intro = s.T("Figures that are looked at continuously. A platform beyond the threshold is told once.",
            "持续监测的指标。平台指标越过阈值时提示一次。"),
        File = "watches",
        WhenEmpty = s.T("There is no watch yet. Save one, such as: on time below 90 % in the last 7 days.",
            "暂无监测，可新增一项，例如：近 7 天按期处置率低于 90%。"),
        Above = builder =>
        {
            builder.OpenComponent<WatchButton>(0);
            builder.CloseComponent();
        },
        Columns =
        [
            new(s.T("Name", "名称"), w => Cell.Link(w.Name, $"/console/watches/{w.Id}")),
            new(s.T("Figure", "指标"), w => Cell.Of(Metrics.Name(s, w.Query.Metric))),
            new(s.T("Threshold", "阈值"), w => Cell.Of(Threshold(s, w))),
            new(s.T("Time looked at", "统计时段"), w => Cell.Of(Window(w.Query))),
            new(s.T("Platforms beyond it", "越过阈值的平台"), w => w.Crossed.Count == 0 ? Cell.Number(s, 0)
                : new Cell(s.Number(w.Crossed.Count)) { Tone = Tone.Bad, IsNumber = true }) { IsNumber = true },
            new(s.T("Saved by", "创建人"), w => Cell.Of(w.CreatedBy)),
            new(s.T("Saved", "创建时间"), w => Cell.When(s, w.CreatedAt)),
        ],
    };

    public static string Threshold(Screen s, WatchView watch) =>
        $"{s.Word(watch.Threshold.Op)} {Metrics.Value(s, watch.Query.Metric, watch.Threshold.Value)}";

    public static string Window(WatchQuery query) => query.Window ?? "PT24H";
}
