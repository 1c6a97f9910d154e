using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Core.Filings;
using Takedown.Server.Bodies;
using Takedown.Server.Figures;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Forms;

/// <summary>Whose form, of which line and which month.</summary>
internal sealed record FormPlace(RegistrySnapshot Registry, Organisation Body, ReportingLine Line, DateOnly Month)
{
    public ReportZone Zone => ReportZone.Of(Body.Region);

    public string Period => ReportMonth.Text(Month);

    public DateTimeOffset From => ReportMonth.StartOf(Month, Zone);

    public DateTimeOffset Before => ReportMonth.StartOf(Month.AddMonths(1), Zone);

    public DateTimeOffset YearFrom => ReportMonth.StartOf(new(Month.Year, 1, 1), Zone);

    public Guid SuperiorId => Registry.SuperiorOf(Body, Line);

    public string LockName => $"filing {Body.Id} {Line.Function} {Period}";

    public FigureScope Scope => new(
        Body.Id, Body.Region, Line.Function, Registry.PlatformsOf(Body, Line), From, Before);

    public FormPlace Of(Organisation body) => this with { Body = body };

    /// <summary>
    /// Reads month, line and organisation of a request. A form that the caller may not read is not found.
    /// </summary>
    public static (FormPlace? Place, ProblemHttpResult? Problem) Find(
        HttpContext http, RegistrySnapshot registry, string? monthText, DateTimeOffset now)
    {
        var query = new Query(http);
        var caller = http.Caller();
        var (lineText, organisation) = (query.Text("line"), query.Id("organisation"));
        List<InputFault> faults = [.. query.Faults];
        var month = ReportMonth.Parse(monthText);
        if (monthText is null) faults.Add(new("?month", "field.required"));
        else if (month is null) faults.Add(new("?month", "field.type", "month (2026-10)"));
        if (organisation is null && caller.Kind is not OrganisationKind.Regulator)
            faults.Add(new("?organisation", "field.required"));
        var body = registry.Regulators.GetValueOrDefault(organisation ?? caller.Id);
        var line = ReportingLine.Find(lineText);
        if (lineText is not null && line is null)
        {
            faults.Add(new("?line", "value.unknown", JsonErrors.Shorten(lineText),
                string.Join(", ", ReportingLine.All.Select(l => l.Function))));
        }
        else if (line is null && body is not null)
        {
            List<ReportingLine> own = [.. ReportingLine.All.Where(l => body.FunctionList.Contains(l.Function))];
            if (own.Count == 1) line = own[0];
            else if (own.Count > 1) faults.Add(new("?line", "field.required"));
        }
        if (faults.Count > 0) return (null, Problems.Invalid(http, faults));
        if (body is null || line is null || !body.FunctionList.Contains(line.Function)
            || !IsReadBy(registry, caller, body, line)) return (null, Problems.NotFound(http));
        var place = new FormPlace(registry, body, line, month!.Value);
        return place.Month > ReportMonth.Of(now, place.Zone)
            ? (null, Problems.Invalid(http, new InputFault("?month", "month.future"))) : (place, null);
    }

    public static bool IsReadBy(RegistrySnapshot registry, Caller caller, Organisation body, ReportingLine line) =>
        registry.Reads(caller.Id, body.Id, body.Region, line.Function)
        || registry.SuperiorOf(body, line) == caller.Id;
}
