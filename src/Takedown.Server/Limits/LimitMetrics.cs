using System.Diagnostics.Metrics;
using Takedown.Server.Observability;

namespace Takedown.Server.Limits;

/// <summary>Counts the requests that limits refused.</summary>
internal sealed class LimitMetrics(IMeterFactory meters)
{
    private readonly Counter<long> limited = meters.Create(Exported.Takedown)
        .CreateCounter<long>("takedown.limited", "{request}", "Requests refused by a limit.");

    /// <summary>Exports initial zero values, which rate queries require.</summary>
    public void ShowZeros()
    {
        foreach (var limit in Enum.GetValues<Counted>()) Add(limit, 0);
    }

    public void Count(Counted limit) => Add(limit, 1);

    private void Add(Counted limit, long count) =>
        limited.Add(count, new KeyValuePair<string, object?>("limit", LimitHeaders.NameOf(limit)));
}
