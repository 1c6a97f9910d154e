using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Policies;
using Takedown.Core.Targets;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Organisations;

/// <summary><c>GET /v1/platforms</c>: who is registered for a host, or under a name.</summary>
internal static class PlatformsApi
{
    private const int MaxText = 300;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/platforms", List).WithTags("Registry").For(Claimant, Regulator, Operator)
            .Scope(KeyScope.Read)
            .Describe("findPlatforms", "Find registered platforms by host or name",
                "host is a host or a URL and finds the platform to which a notice about it would go; name finds all "
                + "whose name contains it.")
            .Paged().Reads("host", "name").Answers<Page<PlatformListing>>().Fails(400);

    private static async Task<Results<Ok<Page<PlatformListing>>, ProblemHttpResult>> List(
        HttpContext http, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (limit, after, name, host) =
            (query.Limit, query.AfterId, Bounded(query.Text("name")), query.Text("host"));
        CanonicalUrl? url = null;
        List<InputFault> faults = [.. query.Faults];
        if (host is not null && (url = UrlOf(host)) is null) faults.Add(new("?host", "host.invalid"));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        IEnumerable<Organisation> found = url is null ? registry.Platforms.Values
            : registry.Hosts.Find(url) is { } id ? [registry.Platforms[id]] : [];
        var rows = found
            .Where(p => name is null || p.Name.Contains(name, StringComparison.InvariantCultureIgnoreCase))
            .Where(p => after is null || p.Id.CompareTo(after.Value) > 0)
            .OrderBy(p => p.Id).Take(limit + 1).Select(p => ListingOf(p, registry)).ToList();
        return TypedResults.Ok(Pages.Of(
            rows, limit, p => p.Id.ToString(), p => PageBytes.Around + p.Hosts.Sum(h => h.Length + 3)));
    }

    /// <summary>A host, or the URL of something on it.</summary>
    public static CanonicalUrl? UrlOf(string host)
    {
        var text = host.Trim();
        var url = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
        return CanonicalUrl.Parse(url, out var parsed) is UrlFault.None ? parsed : null;
    }

    private static string? Bounded(string? text) => text is { Length: > MaxText } ? text[..MaxText] : text?.Trim();

    private static PlatformListing ListingOf(Organisation platform, RegistrySnapshot registry) => new()
    {
        Id = platform.Id,
        Name = platform.Name,
        Hosts = platform.Hosts,
        Country = platform.Country,
        Region = platform.Region,
        ServiceType = platform.ServiceType,
        Regimes = registry.RegimesOf[platform.Id],
        Policies = [.. registry.RegimesOf[platform.Id].Select(regime => registry.Policies.Choose(new PolicyQuery(
            regime, platform.ServiceType, null, Tier.Ordinary, platform.Country)).Code).Distinct()],
    };
}
