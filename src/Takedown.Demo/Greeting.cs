using Takedown.Contracts;

namespace Takedown.Demo;

/// <summary>
/// What is needed to try the console and the API while the demo runs. Plain text, so that it can be copied across line
/// ends.
/// </summary>
internal static class Greeting
{
    public static string For(Uri address, string operatorKey, Cast cast)
    {
        var root = address.GetLeftPart(UriPartial.Authority);
        string Link(string key) => $"{root}/console/demo/{key}";
        var (claimant, platform) = (cast.Claimants[Voice.Haitang], cast.Platforms[Temper.Silent]);
        var office = cast.Regulators[Authority.Yunnan].Name;
        var (head, officer) = (OfRole(cast, PersonRole.Head), OfRole(cast, PersonRole.Officer));
        return $"""

            Takedown demo at {root}   Swagger: {root}/swagger
            Console at {root}/console; each of these links signs in:
              regulator  {office}, {head.Name} (head): {Link(head.Key)}
              regulator  {office}, {officer.Name} (officer): {Link(officer.Key)}
              claimant   {claimant.Name}: {Link(claimant.Key)}
              platform   {platform.Name}: {Link(platform.Key)}
              operator   {Link(operatorKey)}
            The last part of a link is the key for the API. Everybody reads the public record at {root}/public
            Try: curl -H 'Authorization: Bearer {head.Key}' '{root}/v1/escalations?status=open&limit=3'

            """;
    }

    private static Official OfRole(Cast cast, PersonRole role) => cast.Officials.First(o => o.Role == role);
}
