using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Demo;

/// <summary>Draws the board on a terminal several times a second.</summary>
internal sealed class LiveView(Board board, Cast cast, TimeProvider time)
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(350);
    private const int Gap = 2;
    private static readonly ComplianceOverview Nothing = new() { Platforms = 0, OpenEscalations = 0, AsOf = default };
    private readonly long start = time.GetTimestamp();
    private readonly Dictionary<Guid, string> regions = cast.Regulators
        .ToDictionary(r => r.Value.Id, r => CastList.Regulator(r.Key).Region!);
    private readonly Dictionary<Guid, Temper> tempers = cast.Platforms.ToDictionary(p => p.Value.Id, p => p.Key);

    public Task RunAsync(CancellationToken stop) =>
        AnsiConsole.Live(Render()).AutoClear(false).Overflow(VerticalOverflow.Crop).StartAsync(async live =>
        {
            while (!stop.IsCancellationRequested)
            {
                await Task.Delay(Frame, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                live.UpdateTarget(Render());
            }
        });

    private Rows Render()
    {
        var now = board.Totals;
        var side = new Grid()
            .AddColumn(new GridColumn().Width(Half).Padding(0, 0, Gap, 0))
            .AddColumn(new GridColumn().Width(Half).Padding(0, 0, 0, 0));
        side.AddRow(Escalations(now), Actions());
        return new Rows(Headline(now), States(), Platforms(now), side, Footline());
    }

    private Markup Headline(Totals now)
    {
        var o = now.Overview ?? Nothing;
        return new ClippedLine(Width)
            .Add(Text($"{time.GetElapsedTime(start):mm\\:ss}"), "bold")
            .Add("  received ").Add(Text($"{o.Received:N0}"), "bold").Add(Text($" ({now.ReceivedPerSecond:0}/s)"))
            .Add("  answered ").Add(Text($"{o.OnTime + o.Late:N0}"), "bold")
            .Add(Text($" ({now.AnsweredPerSecond:0}/s)"))
            .Add(Text($"  not taken: {board.Duplicate:N0} duplicate, {board.Refused:N0} faulty"), "grey")
            .Add(
                board.Sent < SampleNotices.Count
                    ? Text($"  samples {board.Sent:N0} of {SampleNotices.Count:N0}")
                    : "  all samples sent", "grey")
            .Done();
    }

    private IRenderable States()
    {
        var states = board.States();
        if (states.Count == 0) return new Markup("[grey]waiting for the first notices[/]");
        var chart = new BreakdownChart().FullSize();
        foreach (var (state, count) in states) chart.AddItem(state.Word(), count, ColorOf(state));
        return chart;
    }

    private Table Platforms(Totals now)
    {
        var table = new Table().Border(Narrow ? TableBorder.Simple : TableBorder.Rounded).Expand()
            .AddColumn("Platform");
        foreach (var head in new[] { "Delivered", "Open", "On time", "Late", "Breached", "Escalated", "p90" })
        {
            var column = new TableColumn(head).RightAligned().NoWrap();
            table.AddColumn(Narrow ? column.Padding(1, 0, 0, 0) : column);
        }
        foreach (var p in now.Platforms)
        {
            var temper = tempers.TryGetValue(p.PlatformId, out var known) ? known.ToString().ToLowerInvariant() : "";
            table.AddRow(
                Narrow
                    ? new ClippedLine(15).Add(p.Name).Done()
                    : new ClippedLine(36).Add($"{temper,-10}", "grey").Add(p.Name).Done(),
                Number(p.Delivered), Number(p.Open), Number(p.OnTime, "green"),
                Number(p.Late, "yellow"), Number(p.Breached, "red"), Number(p.OpenEscalations, "red"),
                new Markup(p.Handling is { } h ? Text($"{h.P90.TotalSeconds:0.0} s") : "[grey]-[/]"));
        }
        return table;
    }

    private Table Escalations(Totals now)
    {
        var table = Lines(Text($"Newest of [red]{now.Escalations:N0}[/] escalations"));
        foreach (var (e, title) in now.Newest)
        {
            var to = $" → {RegionOf(e.RegulatorId)}";
            table.AddRow(new ClippedLine(Half)
                .Add(Text($"{e.At:HH:mm:ss} "), "grey")
                .Add(ClippedLine.Fit(title ?? "account action", Half - 9 - to.Length))
                .Add(to, "grey")
                .Done());
        }
        return Filled(table, now.Newest.Count);
    }

    private Table Actions()
    {
        var done = board.ActionsThatAre(AccountActionStatus.Done);
        var table = Lines(Text($"Newest of [yellow]{board.AskedInAll:N0}[/] account actions, {done:N0} done"));
        var newest = board.NewestActions(Watcher.Shown);
        foreach (var (platform, a) in newest)
        {
            table.AddRow(new ClippedLine(Half)
                .Add(Text($"{a.RequestedAt:HH:mm:ss} "), "grey")
                .Add($"{a.Account.Id} {a.Measure.Word()} ")
                .Add(a.Status.Word(), ColorOf(a.Status))
                .Add($" {platform}", "grey")
                .Done());
        }
        return Filled(table, newest.Count);
    }

    private Markup Footline()
    {
        var line = new ClippedLine(Width).Add("An hour of every limit runs as a second. Ctrl-C ends it.", "grey");
        return (board.LastError is { } trouble ? line.Add($"  Last trouble: {trouble}", "yellow") : line).Done();
    }

    /// <summary>Pads a table to a fixed height, so that the layout below stays in place.</summary>
    private static Table Filled(Table table, int rows)
    {
        for (var i = rows; i < Watcher.Shown; i++) table.AddRow(" ");
        return table;
    }

    private static Table Lines(string title) =>
        new Table().Border(TableBorder.None).Expand().AddColumn(new TableColumn(title).Padding(0, 0, 0, 0));

    private string RegionOf(Guid regulator) => regions.GetValueOrDefault(regulator, "operator");

    private static int Width => AnsiConsole.Profile.Width;

    private static int Half => (Width - Gap) / 2;

    private static bool Narrow => Width < 110;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Markup Number(long value, string? colour = null)
    {
        var text = Text($"{value:N0}");
        return new(value == 0 ? $"[grey]{text}[/]" : colour is null ? text : $"[{colour}]{text}[/]");
    }

    private static Color ColorOf(NoticeState state) => state switch
    {
        NoticeState.Accepted => Color.Grey,
        NoticeState.Delivered => Color.SteelBlue1,
        NoticeState.Acknowledged => Color.DodgerBlue2,
        NoticeState.InformationRequested => Color.MediumPurple2,
        NoticeState.ActionClaimed or NoticeState.Removed => Color.Green3,
        NoticeState.Rejected or NoticeState.Disputed => Color.Orange3,
        NoticeState.Escalated => Color.Red3,
        _ => Color.Grey58,
    };

    private static string ColorOf(AccountActionStatus status) => status switch
    {
        AccountActionStatus.Requested => "yellow",
        AccountActionStatus.Done => "green",
        AccountActionStatus.Refused or AccountActionStatus.Escalated => "red",
        AccountActionStatus.Cancelled or AccountActionStatus.Lifted => "grey",
    };
}
