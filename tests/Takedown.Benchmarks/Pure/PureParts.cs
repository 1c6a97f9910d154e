using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Takedown.Benchmarks.Topology;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Calendars;
using Takedown.Core.Notices;
using Takedown.Core.Packs;
using Takedown.Core.Targets;
using Takedown.Core.Transparency;
using Takedown.Server.Http;
using Takedown.Server.Intake;
using Takedown.Server.Notices;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Benchmarks.Pure;

/// <summary>
/// The cost of a notice without disk, network or clock. Public and not sealed because BenchmarkDotNet derives from it;
/// each method is one figure, named after it.
/// </summary>
[MemoryDiagnoser]
public class PureParts
{
    private const int Items = 1000;
    private const string Url =
        "HTTPS://User.Video.Example:443/watch/../watch/%7Eone/12345?utm_source=feed&from=list&id=77#t=30";

    private static readonly string[] Lines =
        [.. Enumerable.Range(0, Items).Select(i => NoticeLine.Of(0, i, "video.example"))];
    private static readonly NoticeInput Notice =
        JsonSerializer.Deserialize(Lines[0], TakedownJson.Default.NoticeInput)!;
    private static readonly RegimeRules Rules =
        RegimeRules.For(DefaultPack.Regimes.Single(r => r.Code == "cn-copyright"));
    private static readonly CompiledCalendar Calendar = new(DefaultPack.Calendars.Single(c => c.Code == "CN"));
    private static readonly TimeLimit FifteenWorkingDays = new() { Unit = LimitUnit.Working, Days = 15 };
    private static readonly DateTimeOffset Start = new(2026, 9, 25, 8, 30, 0, TimeSpan.Zero);
    private static readonly NoticeStatus Delivered =
        After(NoticeStatus.New, NoticeCommand.Deliver, Start);

    private static readonly NoticeToPublish ToPublish = new()
    {
        Id = new("0199b1a0-0000-7000-8000-000000000001"),
        Version = 4,
        State = NoticeState.Removed,
        Regime = "cn-copyright",
        Target = "https://video.example/watch/0/0",
        Platform = new(new("0199b1a0-0000-7000-8000-000000000002"), "Video"),
        Claimant = new(new("0199b1a0-0000-7000-8000-000000000003"), "Agent Ltd"),
        ClaimantIsBody = true,
        ClaimantContacts = ["contact@agent.example", "+86 10 5555 0100", null],
        Region = "CN-110000",
        ReceivedAt = Start,
        DeliveredAt = Start,
        History = [new(Start, "delivered"), new(Start, "action-taken")],
    };
    private static readonly ReleaseProfile Release = new();

    private readonly byte[] body = Encoding.UTF8.GetBytes(string.Join('\n', Lines));

    /// <summary>
    /// Canonicalises a URL that needs every step: case, port, dot segments, percent-encoding, tracking parameters,
    /// fragment.
    /// </summary>
    [Benchmark]
    public UrlFault Canonicalise() => CanonicalUrl.Parse(Url, out _);

    /// <summary>Validates a valid notice against the general rules and those of its regime.</summary>
    [Benchmark]
    public bool Validate()
    {
        var faults = new List<InputFault>();
        NoticeValidator.Check(Notice, Start, faults);
        Rules.Check(Notice, faults);
        return faults.Count == 0;
    }

    /// <summary>One line of NDJSON, from the body to a parsed item.</summary>
    [Benchmark(OperationsPerInvoke = Items)]
    public async Task<int> Parse()
    {
        var read = 0;
        using var stream = new MemoryStream(body, writable: false);
        await foreach (var item in NdjsonItems.ReadAsync(stream, CancellationToken.None))
        {
            if (ParsedItem.Of(item, read, digest: null).Notice is not null) read++;
        }
        return read;
    }

    /// <summary>Acknowledges a delivered notice and then acts on it.</summary>
    [Benchmark]
    public NoticeStatus Transition() =>
        After(
            After(Delivered, NoticeCommand.Acknowledge, Start.AddMinutes(5)), NoticeCommand.TakeAction,
            Start.AddHours(2));

    /// <summary>The public form of a removed notice, without what is personal in it.</summary>
    [Benchmark]
    public PublicNotice Publish() => PublicNotice.Of(ToPublish, Notice, Release);

    /// <summary>Counts fifteen working days across the longest holiday of the year.</summary>
    [Benchmark]
    public DateTimeOffset WorkingDays() => Core.Calendars.WorkingDays.DueAt(Start, FifteenWorkingDays, Calendar);

    private static NoticeStatus After(NoticeStatus notice, NoticeCommand command, DateTimeOffset now) =>
        notice.Apply(command, now, NoticeDeadlines.Default, (_, _) => now.AddHours(24)).Status;
}
