namespace Takedown.Server.Tests.Security.Matrix;

/// <summary>Lists of answers name their objects in the body: others' are refused like those that nobody has.</summary>
internal static class Answers
{
    /// <summary>What is said about a notice is found under its id.</summary>
    private static string Answered(string kind) => kind switch
    {
        "dispute" or "proceeding" or "mediation" => "notice",
        // An entry of a blacklist is an account action.
        "account-blacklist" => "account-action",
        _ => kind,
    };

    public static async IAsyncEnumerable<string> FaultsAsync(World world)
    {
        foreach (var platform in world.Callers.Where(c => c is { Kind: "platform", Scopes: "*" }))
        {
            foreach (var (path, name, kind) in new[]
            {
                ("/v1/inbox/responses", "noticeId", "notice"),
                ("/v1/account-actions/responses", "id", "account-action"),
            })
            {
                // Every object that is not an own one, of whatever kind, and one that is nowhere.
                var others = world.Things.Where(t => Guid.TryParse(t.Id, out Guid _))
                    .Where(t => !world.Things.Any(
                        own => own.Id == t.Id && Answered(own.Kind) == kind && Model.Sees(platform, own)))
                    .Append(Thing.Unknown(kind)).ToList();
                var answer = (await platform.Api.PostAsync(path, new
                {
                    responses = others.Select(t => new Dictionary<string, object>
                    {
                        [name] = t.Id,
                        ["response"] = "action-taken",
                        ["measure"] = kind == "notice" ? "removed" : "account-closed",
                    }),
                })).Must(200);
                var told = others.Zip(answer.Json["results"]!.AsArray(), (thing, result) => (
                    Thing: thing, Text: result!.ToJsonString().Replace(thing.Id, "", StringComparison.Ordinal),
                    Word: $"{result["status"]} {result["code"]}")).ToList();
                foreach (var (thing, text, word) in told)
                {
                    if (word != $"refused {kind}.unknown" || text != told[^1].Text)
                        yield return $"{platform.Name}: {path} for the {thing.Kind} {thing.Id}: {text}";
                }
            }
        }
    }
}
