namespace Takedown.Server.Figures;

/// <summary>What a figure is counted over.</summary>
/// <param name="BodyId">The body whose own work counts, not that of the bodies below it.</param>
/// <param name="Region">Its region.</param>
/// <param name="Function">Its line: the function as which it reports.</param>
/// <param name="Platforms">The platforms whose nearest body of this function it is.</param>
/// <param name="From">Beginning of the period, included.</param>
/// <param name="Before">End of the period, excluded.</param>
internal sealed record FigureScope(
    Guid BodyId, string Region, string Function, IReadOnlyList<Guid> Platforms, DateTimeOffset From,
    DateTimeOffset Before)
{
    /// <summary>Only works of these types; null for all. Set where a campaign counts.</summary>
    public IReadOnlyList<string>? WorkTypes { get; init; }

    /// <summary>Only platforms of these service types; null for all. Set where a campaign counts.</summary>
    public IReadOnlyList<string>? ServiceTypes { get; init; }
}
