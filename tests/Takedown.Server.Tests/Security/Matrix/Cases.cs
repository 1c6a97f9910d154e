using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Security.Matrix;

/// <summary>One call and what it must come to.</summary>
internal sealed record Case(
    Operation Operation, Caller Caller, Thing? Object, string? Parameter, string Value, Expected Expected)
{
    public override string ToString() =>
        $"{Caller.Name}: {Operation.Name} ({Object?.Kind} {Object?.Id}) {Parameter}={Value}, "
        + (Expected == Expected.Open ? "open" : $"{Expected.Status} {Expected.Code}");
}

/// <summary>Every operation of the document, every caller, every object, every value of every parameter.</summary>
internal static class Cases
{
    public static IEnumerable<Case> All(JsonNode document, World world)
    {
        foreach (var (name, served) in Served.Operations(document))
        {
            var operation = Operations.List.Single(o => o.Name == name);
            foreach (var caller in world.Callers)
            {
                // Without a good key one object is like another.
                IEnumerable<Thing?> objects =
                    Objects(world, operation.Object).Take(caller.Kind.Length == 0 ? 1 : int.MaxValue);
                if (operation.Object.Length == 0) objects = [null];
                foreach (var thing in objects)
                {
                    yield return Of(operation, caller, thing, null, "", null);
                    foreach (var parameter in operation.ParameterNames)
                    {
                        foreach (var (value, named) in Reports.Values(operation, caller, parameter)
                            ?? Values(world, served, operation, parameter))
                            yield return Of(operation, caller, thing, parameter, value, named);
                    }
                }
            }
        }
    }

    /// <summary>Asks, and says what is wrong with the answer; null if nothing is.</summary>
    public static async Task<string?> AskAsync(this Case asked, World world)
    {
        var (operation, thing) = (asked.Operation, asked.Object);
        var open = asked.Expected == Expected.Open;
        if (open && operation.Ends) thing = await world.AnotherAsync(thing!);
        var path = thing is null ? operation.Path
            : operation.Path.Replace("/registers/{code}/rows", "/registers/sites/rows", Ordinal)
                .Replace("{id}", thing.Id, Ordinal).Replace("{code}", thing.Id, Ordinal)
                .Replace("{axis}", thing.Id, Ordinal).Replace("{uscc}", thing.Id, Ordinal)
                .Replace("{sha256}", thing.Id, Ordinal).Replace("{month}", thing.Id, Ordinal)
                .Replace("{stepId}", $"{Thing.Nowhere}", Ordinal)
                .Replace("{transferId}", $"{Thing.Nowhere}", Ordinal)
                .Replace("{deliveryId}", $"{Thing.Nowhere}", Ordinal)
                .Replace("{filingId}", $"{Thing.Nowhere}", Ordinal).Replace("{requestId}", $"{Thing.Nowhere}", Ordinal);
        path = path.Replace("{name}", "notices-sent", Ordinal);
        var always = Reports.Always(operation, asked.Caller, asked.Parameter);
        // A bad cursor ends what would not end.
        if (operation.IsStream) path += "?after=x";
        else if (asked.Parameter is not (null or "Idempotency-Key"))
            path += $"?{asked.Parameter}={asked.Value}";
        if (always.Length > 0) path += (path.Contains('?', Ordinal) ? "&" : "?") + always;
        var request = new HttpRequestMessage(new(operation.Method), path);
        // Where it is open, the call must not do anything: this body is bad for all of them.
        if (operation.Body is not null)
            request.Content = new StringContent(open ? "[]" : operation.Body, null, "application/json");
        if (asked.Parameter == "Idempotency-Key") request.Headers.Add("Idempotency-Key", "matrix");
        var answer = await asked.Caller.Api.SendAsync(request);
        if (!asked.Expected.Holds(operation, answer)) return $"{asked}: {answer.Status} {Start(answer.Body)}";
        if (asked.Expected.Status == 404 && Told(answer) != NotFound)
            return $"{asked}: the answer differs from that about an unknown id: {Start(answer.Body)}";
        // What is published is everybody's.
        var isPublished = path.StartsWith("/v1/transparency/", Ordinal);
        return answer.Status < 300 && !isPublished ? Leak(asked, world, answer.Body) : null;
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;
    private const string NotFound = "type title status code traceId: not-found";

    private static Case Of(
        Operation operation, Caller caller, Thing? thing, string? parameter, string value, Thing? named) =>
        new(operation, caller, thing, parameter, value, Model.Of(operation, caller, thing, parameter, named));

    private static IEnumerable<Thing> Objects(World world, string kind) =>
        kind is "policy" or "calendar" or "regime" or "axis" or "month" ? world.Things.Where(t => t.Kind == kind)
            : world.Things.Where(t => t.Kind == kind).Append(Thing.Unknown(kind));

    private static IEnumerable<(string Value, Thing? Named)> Values(
        World world, JsonObject served, Operation operation, string parameter) => parameter switch
        {
            "Idempotency-Key" => [("new", null)],
            "object" => world.Things.Select(t => (t.Id, (Thing?)t)),
            // One that names the file opens it; the test of evidence has that.
            "notice" => [($"{Thing.Nowhere}", Thing.Unknown("notice"))],
            // It only filters.
            "owner" => Objects(world, "organisation").Select(t => (t.Id, (Thing?)null)),
            "organisation" or "person" or "platform" or "batch" =>
                Objects(world, parameter).Select(t => (t.Id, (Thing?)t)),
            _ => Served.ValuesOf(served, parameter).Select(v => (v, (Thing?)null)),
        };

    private static string Told(Answer answer) =>
        string.Join(' ', answer.Json.AsObject().Select(p => p.Key)) + $": {answer.Code}";

    /// <summary>No answer names an object that its reader does not see.</summary>
    private static string? Leak(Case asked, World world, string body) => world.Things
        .Where(t => t.Kind is "notice" or "batch" or "person" or "key" or "account-action")
        // Who reads a notice may read the id of its batch.
        .Where(t => t.Kind != "batch" || asked.Caller.Kind == "claimant")
        .Where(t => !Model.Sees(asked.Caller, t) && body.Contains(t.Id, Ordinal))
        .Select(t => $"{asked}: the answer names the {t.Kind} {t.Id}").FirstOrDefault();

    private static string Start(string body) => body[..Math.Min(body.Length, 200)];
}
