using Takedown.Server.Registry;

namespace Takedown.Server.Bodies;

/// <summary>
/// Who may read and who is responsible, by place and function (属地管理, 谁主管谁负责). A body reads what lies in its
/// region and below and has one of its functions; the operator reads all.
/// </summary>
internal static class Jurisdiction
{
    /// <summary>Whether a body may read an object of a region and a function.</summary>
    public static bool Reads(this RegistrySnapshot registry, Guid caller, string region, string function) =>
        caller == registry.OperatorId
        || (registry.Regulators.TryGetValue(caller, out var body)
            && body.Holds(region) && body.FunctionList.Contains(function));

    /// <summary>
    /// Whether a body may read an object: its own, one of a region and a function of its own, or one of a body below it
    /// in a function of its own.
    /// </summary>
    public static bool Reads(
        this RegistrySnapshot registry, Guid caller, Guid owner, string region, string function) =>
        caller == owner || registry.Reads(caller, region, function)
        || (registry.Regulators.TryGetValue(caller, out var body) && body.FunctionList.Contains(function)
            && registry.IsAbove(caller, owner));

    /// <summary>The body responsible for a place by a function; null if none is registered.</summary>
    public static Guid? BodyFor(this RegistrySnapshot registry, string region, string function) =>
        registry.RegulatorsByRegion.Nearest(region, function);
}
