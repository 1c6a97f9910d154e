using System.Globalization;
using Takedown.Screens.Access;
using Takedown.Screens.Api;
using Takedown.Screens.Regulators.Shared;

namespace Takedown.Screens.Regulators.Forms;

/// <summary>Which form a page is about: month, line and body, as its address says.</summary>
/// <param name="Month">The month, such as <c>2026-10</c>.</param>
/// <param name="Line">The reporting line; null where the body has none.</param>
/// <param name="Organisation">The body, where it is not the reader's.</param>
public sealed record FormPlace(string Month, string? Line, string? Organisation)
{
    /// <summary>The month before this one and the first line of the body, where the address does not say.</summary>
    public static FormPlace Of(Screen screen) => new(
        screen.Route("month") is { Length: > 0 } month ? month : screen.Query("month") ?? LastMonth(screen),
        screen.Query("line") ?? Own(screen).FirstOrDefault(),
        screen.Query("organisation"));

    /// <summary>The lines in which the reader's body reports.</summary>
    public static IEnumerable<string> Own(Screen screen) =>
        Texts.Lines.Where(l => screen.Me!.Organisation.Functions?.Contains(l) == true);

    /// <summary>A path of the API with line and body; acts of the body itself name no other one.</summary>
    public string Api(string rest, bool named = true) => Paths.With(
        $"/v1/reports/monthly/{Paths.Segment(Month)}{rest}", ("line", Line),
        ("organisation", named ? Organisation : null));

    public string ApiForm => Paths.With(
        "/v1/reports/monthly", ("month", Month), ("line", Line), ("organisation", Organisation));

    public string Page => Paths.With(
        "/console/forms", ("month", Month), ("line", Line), ("organisation", Organisation));

    public string Figure(string name) => Paths.With(
        $"/console/forms/{Paths.Segment(Month)}/figures/{Paths.Segment(name)}", ("line", Line),
        ("organisation", Organisation));

    private static string LastMonth(Screen screen) => screen.Now.ToOffset(screen.Offset).AddMonths(-1)
        .ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
