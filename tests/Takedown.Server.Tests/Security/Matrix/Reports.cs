namespace Takedown.Server.Tests.Security.Matrix;

/// <summary>
/// Parameters of reports that are good for each caller: its own line and its own form. Forms of others have a test of
/// their own.
/// </summary>
internal static class Reports
{
    private const string Month = "2026-01";

    /// <summary>What a form or an account cannot be found without.</summary>
    public static string Always(Operation operation, Caller caller, string? given)
    {
        if (operation.Path == "/v1/accounts") return given == "account" ? "" : "account=x";
        if (!IsReport(operation) || operation.Path.EndsWith("/filings", StringComparison.Ordinal)) return "";
        var always = new List<string>();
        if (operation.Path.EndsWith("/monthly", StringComparison.Ordinal) && given != "month")
            always.Add($"month={Month}");
        if (operation.ParameterNames.Contains("organisation") && given != "organisation")
            always.Add($"organisation={BodyOf(caller)}");
        return string.Join('&', always);
    }

    /// <summary>The values of a parameter for a caller; null for those of the document.</summary>
    public static IEnumerable<(string Value, Thing? Named)>? Values(
        Operation operation, Caller caller, string parameter) =>
        // An address without a key may not ask for every word within a minute.
        IsRecord(operation) && parameter is "state" ? [("removed", null)]
        : IsRecord(operation) && parameter is "measure" ? [("blocked", null)]
        : operation.Path.EndsWith("/counts", StringComparison.Ordinal) && parameter is "from" or "to"
            ? [(Month, null)]
        : !IsReport(operation) ? null : parameter switch
        {
            "month" => [(Month, null)],
            "line" => [(caller.Kind == "regulator" ? caller.Function : "copyright", null)],
            "organisation" => [($"{BodyOf(caller)}", null)],
            _ => null,
        };

    private static bool IsRecord(Operation operation) =>
        operation.Path.StartsWith("/v1/transparency", StringComparison.Ordinal);

    private static bool IsReport(Operation operation) =>
        operation.Path.StartsWith("/v1/reports", StringComparison.Ordinal);

    private static Guid BodyOf(Caller caller) => caller.Kind == "regulator" ? caller.Organisation : World.AnyRegulator;
}
