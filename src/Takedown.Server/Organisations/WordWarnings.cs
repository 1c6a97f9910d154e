using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Organisations;

/// <summary>
/// The service type selects policies, so a misspelt one is told; with <c>?strict=true</c> it is a fault.
/// </summary>
internal static class WordWarnings
{
    /// <returns>The warnings; null if there are none.</returns>
    public static IReadOnlyList<FieldError>? Of(
        HttpContext http, OrganisationInput input, RegistrySnapshot registry, List<InputFault> faults)
    {
        var query = new Query(http);
        var strict = query.Flag("strict");
        faults.AddRange(query.Faults);
        if (registry.Warning("service-type", input.ServiceType, "/serviceType") is not { } warning) return null;
        if (!strict) return Problems.Localize([warning], Language.Of(http));
        if (!faults.Exists(f => f.Pointer == "/serviceType")) faults.Add(warning);
        return null;
    }
}
