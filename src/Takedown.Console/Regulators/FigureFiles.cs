using Microsoft.AspNetCore.Http;
using Takedown.Screens.Access;
using Takedown.Screens.Api;
using Takedown.Screens.Common;

namespace Takedown.Screens.Regulators;

/// <summary>The figures as CSV, as the API writes them, with the period of the page.</summary>
internal static class FigureFiles
{
    public static Task<IResult> GetAsync(Screen screen, string table)
    {
        if (table is not ("overview" or "trend" or "platforms"))
            throw new ApiException(Known.NotFound(screen));
        var period = ViewPeriod.Of(screen);
        var path = Paths.With($"/v1/compliance/{table}", [
            .. period.Query, ("by", screen.Query("by")), ("format", "csv"),
            ("bucket", table == "trend" ? period.Bucket : null),
            ("platform", table == "trend" ? screen.Query("platform") : null),
        ]);
        return Downloads.OfAsync(
            screen, path, $"{table}-{ViewPeriod.Text(period.From)}-{ViewPeriod.Text(period.To)}.csv");
    }
}
