using Takedown.Server.Figures;
using Takedown.Storage;

namespace Takedown.Server.Forms;

/// <summary>The figures of the form and their sources, which the features register.</summary>
internal sealed class FormFigures(IEnumerable<IFigureSource> sources)
{
    private readonly IFigureSource[] all = [.. sources];

    public IReadOnlyList<FormColumn> Columns { get; } = FormColumns.Of(sources);

    public FormColumn? Find(string name) => Columns.FirstOrDefault(c => c.Figure.Name == name);

    /// <summary>The computed figures of a scope by name.</summary>
    public async Task<IReadOnlyDictionary<string, decimal>> ComputeAsync(Session s, FigureScope scope)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var source in all)
        {
            foreach (var (name, value) in await source.CountAsync(s, scope)) counts.Add(name, value);
        }
        return Columns.Where(c => c.HasSource).ToDictionary(
            c => c.Figure.Name, c => c.Of(counts.GetValueOrDefault(c.Figure.Name)), StringComparer.Ordinal);
    }
}
