using Takedown.Server.Figures;
using Takedown.Storage;

namespace Takedown.Server.Cases;

/// <summary>Rows of Form 2 (查处案件信息表), one for each case of a body and a period.</summary>
internal interface ICaseFormRows
{
    /// <summary>Rows of the cases filed or penalised in the period, after an id, in the order of ids.</summary>
    Task<IReadOnlyList<CaseFormRow>> OfAsync(Session s, FigureScope scope, Guid after, int take);
}

/// <summary>A row of Form 2.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Columns">Texts by column, such as <c>no</c> or <c>penalty-date</c>; those without a value are missing.
/// </param>
internal sealed record CaseFormRow(Guid CaseId, IReadOnlyDictionary<string, string> Columns);
