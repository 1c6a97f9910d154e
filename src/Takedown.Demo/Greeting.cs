namespace Takedown.Demo;

/// <summary>
/// The keys and commands needed to try the API while the demo runs. Plain text, so that it can be copied across line
/// ends.
/// </summary>
internal static class Greeting
{
    public static string For(Uri address, string operatorKey, Cast cast)
    {
        var root = address.GetLeftPart(UriPartial.Authority);
        var regulator = cast.Regulators[Authority.Yunnan].Key;
        return $"""

            Takedown demo at {root}   Swagger: {root}/swagger
              operator   {operatorKey}
              claimant   {cast.Claimants[Voice.Haitang].Name}: {cast.Claimants[Voice.Haitang].Key}
              platform   {cast.Platforms[Temper.Silent].Name}: {cast.Platforms[Temper.Silent].Key}
              regulator  {cast.Regulators[Authority.Yunnan].Name}: {regulator}
            Try: curl -H 'Authorization: Bearer {regulator}' '{root}/v1/escalations?status=open&limit=3'

            """;
    }
}
