namespace Takedown.Server.Figures;

/// <summary>One figure of the monthly form.</summary>
/// <param name="Name">Stable name, such as <c>cases-filed</c>.</param>
/// <param name="Group">Group of the form: <c>patrol</c>, <c>complaints</c>, <c>notices</c>, <c>cases</c>, …</param>
/// <param name="Zh">The column in Chinese, with its unit: 立案 (件).</param>
/// <param name="En">The column in English, with its unit.</param>
/// <param name="Of">What its ids are, such as <c>notice</c> or <c>case</c>.</param>
internal sealed record FigureDefinition(string Name, string Group, string Zh, string En, string Of)
{
    /// <summary>The source of many figures: rows of field work, each of which says how many.</summary>
    private const string FieldWork = "field-work";

    /// <summary>Whether it adds up what its rows say, so that it is more than their number.</summary>
    public bool IsSum { get; init; } = Of == FieldWork;

    /// <summary>
    /// The figure that is the column of the form for the same thing. This one is then no column, so that nothing is
    /// counted there twice; campaigns may have targets of both.
    /// </summary>
    public string? Beside { get; init; }
}
