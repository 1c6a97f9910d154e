using Takedown.Contracts;
using Takedown.Server.Figures;
using Takedown.Storage;

namespace Takedown.Server.Assistance;

/// <summary>Form 1, cooperation: 区域协查 sent and handled, and the cross-border ones.</summary>
internal sealed class AssistanceFigures : IFigureSource
{
    private const string Sent = "from_id = @BodyId AND asked_at >= @From AND asked_at < @Before";

    private static readonly string Handled =
        $"answered_by = @BodyId AND answered_at >= @From AND answered_at < @Before AND status = "
            + $"{AssistanceStatus.Replied:D}";

    private static readonly (FigureDefinition Figure, string Where)[] All =
    [
        (new("assistance-sent", "cooperation", "区域协查：发出 (件)", "Assistance asked for", "assistance"), Sent),
        (new("assistance-handled", "cooperation", "区域协查：办理 (件)", "Assistance given", "assistance"), Handled),
        (new("assistance-cross-border", "cooperation", "跨境协查 (件)", "Assistance across borders", "assistance"),
            $"is_cross_border = 1 AND (({Sent}) OR ({Handled}))"),
    ];

    public IReadOnlyList<FigureDefinition> Figures { get; } = [.. All.Select(a => a.Figure)];

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(Session s, FigureScope scope)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (figure, where) in All)
        {
            counts[figure.Name] = await s.FirstAsync<long>(
                $"SELECT COUNT(*) FROM assistance WHERE {where}", new { scope.BodyId, scope.From, scope.Before });
        }
        return counts;
    }

    public async Task<IReadOnlyList<Guid>> IdsAsync(
        Session s, string figure, FigureScope scope, Guid after, int take) =>
        All.FirstOrDefault(a => a.Figure.Name == figure) is { Where: { } where }
            ? await s.QueryAsync<Guid>(
                $"SELECT id FROM assistance WHERE ({where}) AND id > @after ORDER BY id LIMIT @take",
                new { scope.BodyId, scope.From, scope.Before, after, take })
            : [];
}
