using System.Globalization;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Server.Http;

namespace Takedown.Server.FieldWork;

/// <summary>What is recorded, checked: counts in their bounds, and nothing in the future.</summary>
internal static class FieldWorkInputs
{
    public const int MaxNote = 2000;

    private const int MaxSubject = 500;
    private const int MaxWith = 20;
    private const long MaxCount = 10_000_000;
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly string[] Inspections =
        ["joint", "market-sweep", "sample-purchase", "spot-check", "supervision"];

    public static readonly string[] Work = ["bulletin", "meeting", "other", "publicity", "training", "typical-case"];

    public static FieldWorkRow Of(PatrolInput input, Recorder recorder, List<InputFault> faults) => recorder.Row with
    {
        Sort = FieldWorkSort.Patrol,
        Function = Line(input.By, recorder, faults),
        At = Moment(input.At, recorder, faults),
        Sites = Count(input.Sites, "/sites", faults),
        Apps = Count(input.Apps, "/apps", faults),
        Works = Count(input.Works, "/works", faults),
        Found = Count(input.Found, "/found", faults),
        Campaign = input.Campaign,
        Content = Content(input.By, recorder, null, false, null, input.Note, faults),
    };

    public static FieldWorkRow Of(InspectionInput input, Recorder recorder, List<InputFault> faults)
    {
        if (input.Region is { } region && !Core.Routing.Region.IsValid(region)) faults.Add("/region", "region.unknown");
        else if (input.Region is { } place && !Core.Routing.Region.IsWithin(place, recorder.Row.Region))
            faults.Add("/region", "region.not-yours", recorder.Row.Region);
        return recorder.Row with
        {
            Sort = FieldWorkSort.Inspection,
            Kind = Kind(input.Kind, Inspections, faults),
            Region = input.Region ?? recorder.Row.Region,
            Function = Line(input.By, recorder, faults),
            At = Moment(input.At, recorder, faults),
            Sites = Count(input.Sites, "/sites", faults),
            Works = Count(input.Works, "/works", faults),
            TakenDown = Count(input.TakenDown, "/takenDown", faults),
            Seized = Count(input.Seized, "/seized", faults),
            Found = Count(input.Found, "/found", faults),
            Campaign = input.Campaign,
            Content = Content(
                input.By, recorder, input.Subject, input.Key is true, input.With, input.Note, faults, "/subject"),
        };
    }

    public static FieldWorkRow Of(WorkLogInput input, Recorder recorder, List<InputFault> faults)
    {
        var zone = ReportZone.Of(recorder.Row.Region);
        var day = input.Date ?? zone.DayOf(recorder.Row.RecordedAt);
        if (day > zone.DayOf(recorder.Row.RecordedAt)) faults.Add("/date", "time.future");
        if (day.Year < Earliest.Year) faults.Add("/date", "value.out-of-range", "2000-01-01 –");
        return recorder.Row with
        {
            Sort = FieldWorkSort.WorkLog,
            Kind = Kind(input.Kind, Work, faults),
            Function = Line(null, recorder, faults),
            At = day.Year < Earliest.Year ? Earliest : zone.StartOf(day),
            Count = input.Count is null ? 1 : Count(input.Count, "/count", faults),
            People = Count(input.People, "/people", faults),
            Campaign = input.Campaign,
            Content = Content(null, recorder, input.Title, false, null, input.Note, faults, "/title"),
        };
    }

    private static string Kind(string? kind, string[] known, List<InputFault> faults)
    {
        if (string.IsNullOrEmpty(kind)) faults.Add("/kind", "field.required");
        else if (!known.Contains(kind))
            faults.Add("/kind", "value.unknown", JsonErrors.Shorten(kind), string.Join(", ", known));
        return kind ?? "";
    }

    /// <summary>
    /// The line that counts the entry: who did it, if that is a function of the body, or else its first.
    /// </summary>
    private static string Line(string? by, Recorder recorder, List<InputFault> faults)
    {
        faults.CheckToken(by, "/by");
        return by is not null && recorder.Functions.Contains(by) ? by : recorder.First;
    }

    private static DateTimeOffset Moment(DateTimeOffset? at, Recorder recorder, List<InputFault> faults)
    {
        if (at > recorder.Row.RecordedAt) faults.Add("/at", "time.future");
        if (at < Earliest) faults.Add("/at", "value.out-of-range", "2000-01-01T00:00:00Z –");
        return at ?? recorder.Row.RecordedAt;
    }

    private static long Count(long? count, string pointer, List<InputFault> faults)
    {
        if (count is < 0 or > MaxCount)
            faults.Add(pointer, "value.out-of-range", string.Create(CultureInfo.InvariantCulture, $"0 – {MaxCount}"));
        return count ?? 0;
    }

    private static string Content(
        string? by, Recorder recorder, string? subject, bool isKey, IReadOnlyList<string>? with, string? note,
        List<InputFault> faults, string pointer = "")
    {
        faults.CheckLength(note, MaxNote, "/note");
        faults.CheckLength(subject, MaxSubject, pointer);
        if (with?.Count > MaxWith) faults.Add("/with", "list.too-long", $"{MaxWith}");
        foreach (var name in with?.Take(MaxWith) ?? [])
        {
            if (string.IsNullOrWhiteSpace(name)) faults.Add("/with", "field.required");
            else faults.CheckLength(name, MaxSubject, "/with");
        }
        return JsonSerializer.Serialize(
            new(by ?? recorder.First, subject, isKey, with, note),
            FieldWorkJson.Default.FieldWorkContent);
    }
}

/// <summary>Who records: the row with what its key says, and the functions of its body.</summary>
internal sealed record Recorder(FieldWorkRow Row, IReadOnlyList<string> Functions)
{
    /// <summary>The first function of the body.</summary>
    public string First => Functions is [var first, ..] ? first : "";
}
