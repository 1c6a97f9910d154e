using Takedown.Storage;

namespace Takedown.Server.Figures;

/// <summary>
/// A figure as a query over rows of one body: <c>@BodyId</c>, <c>@Function</c>, <c>@From</c> and <c>@Before</c> are the
/// scope.
/// </summary>
/// <param name="Definition">The figure.</param>
/// <param name="Rows">The part from <c>FROM</c> on.</param>
/// <param name="Table">The name of the rows there, which have an <c>id</c>.</param>
/// <param name="Value">What a figure counts; the number of rows unless given.</param>
/// <param name="Service">The column with the type of service, where the rows are about platforms.</param>
internal sealed record FigureQuery(
    FigureDefinition Definition, string Rows, string Table, string Value = "COUNT(*)", string? Service = null)
{
    public Task<long> CountAsync(Session s, FigureScope scope) =>
        s.FirstAsync<long>($"SELECT {Value} {Scoped(s)}", Args(s, scope, Guid.Empty, 0));

    public Task<IReadOnlyList<Guid>> IdsAsync(Session s, FigureScope scope, Guid after, int take) => s.QueryAsync<Guid>(
        $"SELECT {Table}.id {Scoped(s)} AND {Table}.id > @after ORDER BY {Table}.id LIMIT @take",
        Args(s, scope, after, take));

    private string Scoped(Session s) => Service is null ? Rows
        : $"{Rows} AND (@AnyService = 1 OR {Service} IN {s.InTexts("Services")})";

    private static object Args(Session s, FigureScope scope, Guid after, int take) => new
    {
        scope.BodyId,
        scope.Function,
        scope.From,
        scope.Before,
        AnyService = scope.ServiceTypes is null ? 1 : 0,
        Services = s.Texts(scope.ServiceTypes ?? []),
        after,
        take,
    };
}

/// <summary>The figures of a feature that are queries.</summary>
internal sealed class FigureQueries(params IReadOnlyList<FigureQuery> queries) : IFigureSource
{
    public IReadOnlyList<FigureDefinition> Figures { get; } = [.. queries.Select(q => q.Definition)];

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(Session s, FigureScope scope)
    {
        var counts = new Dictionary<string, long>();
        foreach (var query in queries) counts[query.Definition.Name] = await query.CountAsync(s, scope);
        return counts;
    }

    public Task<IReadOnlyList<Guid>> IdsAsync(Session s, string figure, FigureScope scope, Guid after, int take) =>
        queries.Single(q => q.Definition.Name == figure).IdsAsync(s, scope, after, take);
}
