namespace Takedown.Core.Headings;

/// <summary>The headings of one column of a table of notices.</summary>
/// <param name="Column">The path of the field, such as <c>work.title</c>; a heading as well.</param>
/// <param name="Zh">Chinese headings. The first one is that of the template.</param>
/// <param name="En">English headings. The first one is that of the template.</param>
/// <param name="Fallback">
/// Headings that may mean something else: they name the column only where no other heading of the table does.
/// </param>
public sealed record ColumnHeadings(
    string Column, IReadOnlyList<string> Zh, IReadOnlyList<string> En, IReadOnlyList<string>? Fallback = null);
