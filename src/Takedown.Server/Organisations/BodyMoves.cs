using System.Text.Json.Nodes;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Organisations;

/// <summary>
/// A body that gets another parent or other regions. Its cases stay with it, whoever stands above it reads them from
/// then on, and the body and each of its open cases record the move.
/// </summary>
internal sealed class BodyMoves(ActJournal journal)
{
    /// <summary>Why a body may not have a parent; null if it may.</summary>
    /// <param name="s">The transaction.</param>
    /// <param name="id">The body.</param>
    /// <param name="parent">The wanted parent.</param>
    /// <param name="registry">The registered bodies.</param>
    public static async Task<InputFault?> FaultOfAsync(
        Session s, Guid id, Guid parent, RegistrySnapshot registry)
    {
        if (!registry.Regulators.ContainsKey(parent)) return new("/parentId", "parent.unknown");
        var above = await OrganisationStore.LockParentsAsync(s, parent);
        return parent == id || above.Contains(id) ? new("/parentId", "parent.below") : null;
    }

    /// <summary>Records the move, if the change is one.</summary>
    public async Task RecordAsync(
        Session s, HttpContext http, Organisation before, Organisation after, DateTimeOffset now)
    {
        if (before.ParentId == after.ParentId && before.Region == after.Region && before.Covers == after.Covers) return;
        var cases = await CaseStore.OpenOfAsync(s, after.Id);
        var details = new JsonObject
        {
            ["bodyId"] = after.Id,
            ["from"] = Place(before),
            ["to"] = Place(after),
            ["openCases"] = cases.Count,
        }.ToJsonString();
        await journal.AddAsync(s, http, ActSubject.Body, after.Id, "moved", now, details);
        foreach (var id in cases) await journal.AddAsync(s, http, ActSubject.Case, id, "body-moved", now, details);
    }

    private static JsonObject Place(Organisation body) => new()
    {
        ["parentId"] = body.ParentId,
        ["region"] = body.Region,
        ["covers"] = new JsonArray([.. body.CoverList.Select(c => (JsonNode)c)]),
    };
}
