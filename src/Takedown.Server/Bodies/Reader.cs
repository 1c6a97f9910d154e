using Takedown.Core.Routing;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Bodies;

/// <summary>
/// Limits a query to the rows that a body reads: <see cref="Jurisdiction.Reads(RegistrySnapshot, Guid, Guid, string,
/// string)"/> as SQL.
/// </summary>
/// <param name="Me">The body.</param>
/// <param name="All">1 for the operator, who reads all.</param>
/// <param name="Within">Pattern of the regions that it covers.</param>
/// <param name="Functions">Its functions with a space before and after each.</param>
internal sealed record Reader(Guid Me, int All, string Within, string Functions)
{
    public static Reader Of(RegistrySnapshot registry, Caller caller) =>
        registry.Regulators.TryGetValue(caller.Id, out var body)
            ? new(caller.Id, 0, Region.PatternOf(body.Region), $" {string.Join(' ', body.FunctionList)} ")
            : new(caller.Id, caller.Id == registry.OperatorId ? 1 : 0, "-", " ");

    /// <summary>
    /// The condition on three columns, with <c>@Me</c>, <c>@All</c>, <c>@Within</c>, <c>@Functions</c>.
    /// </summary>
    public static string Where(string body, string region, string function) =>
        $"(@All = 1 OR {body} = @Me OR ({region} LIKE @Within AND @Functions LIKE '% ' || {function} || ' %'))";

    /// <summary>The condition on the usual columns of a table.</summary>
    public static string Where(string table) => Where($"{table}.body_id", $"{table}.region", $"{table}.function");
}
