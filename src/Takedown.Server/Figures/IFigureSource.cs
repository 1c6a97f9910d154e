using Takedown.Storage;

namespace Takedown.Server.Figures;

/// <summary>
/// Figures that a feature has the data of. Forms and campaigns count through it and name no feature. A figure is the
/// sum of its rows, and its rows can be opened: who doubts a number sees what is behind it.
/// </summary>
internal interface IFigureSource
{
    IReadOnlyList<FigureDefinition> Figures { get; }

    /// <summary>The figures of a scope by name; those without rows may be missing.</summary>
    Task<IReadOnlyDictionary<string, long>> CountAsync(Session s, FigureScope scope);

    /// <summary>Ids of the rows behind a figure, after an id, in their order.</summary>
    Task<IReadOnlyList<Guid>> IdsAsync(Session s, string figure, FigureScope scope, Guid after, int take);
}
