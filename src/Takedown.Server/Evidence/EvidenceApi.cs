using Takedown.Contracts;
using Takedown.Core.Evidence;
using Takedown.Server.Http;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Evidence;

internal static class EvidenceApi
{
    private const string Binary = "application/octet-stream";

    private static readonly string[] Types = [.. MediaType.All.Select(t => t.Name)];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/evidence/{sha256}").WithTags("Claimant");

        group.MapPut("", (string sha256, HttpContext http, PutEvidence put) => put.HandleAsync(sha256, http))
            .For(Claimant, Platform, Regulator).Scope(KeyScope.Send, KeyScope.Respond)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.DisableRequestSizeLimitAttribute())
            .Describe("putEvidence", "Store a file of evidence under its hash",
                "The body is the file, the path its SHA-256, the content type what it is. The file is stored once and "
                + "never changes: 201 the first time, 200 after that. Notices name it by its hash, before or after it "
                + "is stored. Who may see such a notice of yours may read it; to know a hash opens nothing. A platform "
                + "stores what counter-notices of its users name. A body "
                + "with another hash, or whose beginning belies its type, is refused and leaves nothing. Without a "
                + "content type, the file is what its beginning shows. At most 64 MiB, unless the server is set "
                + "otherwise.")
            .Limited(LimitKind.Upload)
            .Accepts<string>(isOptional: true, "*/*").WithMetadata(new TakesFiles(Types))
            .Answers<EvidenceFile>().Answers<EvidenceFile>(201).Fails(400, 403, 413, 415, 503);

        group.MapGet("", (string sha256, HttpContext http, ReadEvidence read) => read.GetAsync(sha256, http))
            .For(Claimant, Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getEvidence", "Read a file of evidence",
                "For who has stored it, and for who may see a notice of theirs that names it, itself or in its dispute:"
                + " the platform once the notice is delivered, the responsible regulators, the operator. What a "
                + "counter-notice names, the claimant reads once it was forwarded, where the regime requires "
                + "evidence, and the regulators and the operator always. Everybody else is answered 404. "
                + "Reads parts (Range). Always a download, never shown by a browser. Every read is in the custody log "
                + "before it is answered; with ?notice= it is by that notice. HEAD gives the headers alone, without "
                + "an entry in the log.")
            .Reads("evidenceNotice").Produces<string>(200, Binary).Produces<string>(206, Binary)
            .Answers(304).Fails(400, 404, 503).Answers(416);

        // Part of every GET; the document names it there.
        group.MapMethods("", [HttpMethods.Head],
                (string sha256, HttpContext http, ReadEvidence read) => read.HeadAsync(sha256, http))
            .For(Claimant, Platform, Regulator, Operator).Scope(KeyScope.Read).ExcludeFromDescription()
            .Reads("evidenceNotice");

        group.MapGet("/custody", (string sha256, HttpContext http, ReadEvidence read) =>
                read.CustodyAsync(sha256, http))
            .For(Claimant, Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listCustody", "List who stored and who read a file of evidence, oldest first",
                "For who may read the file. A sender sees its own acts and those of platforms, a platform its own and "
                + "when the file was stored; regulators and the operator see all.")
            .Paged().Reads("evidenceNotice").Answers<Page<CustodyEntry>>().Fails(400, 404);
    }
}
