using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Routing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Leads;

/// <summary>
/// Tips of the public (G02, G03), without an account. A tip is a lead; its sender sees its status only.
/// </summary>
internal static class TipsApi
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/tips").WithTags("Tips").AllowAnonymous();

        group.MapPost("", SendAsync)
            .Describe("sendTip", "Report an infringement without an account",
                "A URL or a text is enough. The answer has a receipt number, with which the status can be read. An "
                + $"address may send {TipLimits.WithoutProof} tips a minute like this; more need a solved challenge, "
                + $"up to {TipLimits.Tips} a minute. Texts are kept as texts; the contact is stored encrypted.")
            .Accepts<TipInput>("application/json").Answers<TipReceipt>(201).Fails(400, 429);

        group.MapGet("/challenge", ChallengeAsync)
            .Describe("getTipChallenge", "Get a challenge for a tip",
                "Find a nonce so that SHA-256 of the UTF-8 text challenge:nonce begins with the given number of zero "
                + "bits, and send both in the tip's proof within ten minutes. A challenge is good once.")
            .Answers<TipChallenge>().Fails(429);

        group.MapGet("/{receipt}", StatusAsync)
            .Describe("getTip", "Read the status of a tip by its receipt number",
                "Whoever has the number reads the status, and nothing else of the tip.").Answers<TipReceipt>()
            .Fails(404, 429);
    }

    private static async Task<Results<Created<TipReceipt>, ProblemHttpResult>> SendAsync(
        HttpContext http, TipLimits limits, TipProofs proofs, LeadBook book, RegistryCache registryCache,
        ActJournal journal, Database database, TimeProvider time)
    {
        if (!limits.TakeTip(http)) return TooMany(http);
        var (tip, problem) = await Body.ReadAsync(http, TakedownJson.Default.TipInput);
        if (problem is not null) return problem;
        var faults = Faults(tip!, book);
        if (tip!.Proof is { } given && await proofs.FaultAsync(given) is { } code) faults.Add(new("/proof", code));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (tip.Proof is null && !limits.TakeFree(http)) return ProofRequired(http);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var lead = book.Of(LeadOf(tip), null, registry, NewReceipt());
        var isNew = await database.WriteAsync(async s =>
        {
            if (tip.Proof is { } proof && !await proofs.UseAsync(s, proof)) return false;
            await book.AddAsync(s, lead, registry);
            await journal.AddAsync(s, ActSubject.Lead, [lead.Id], "tip-received", time.GetUtcNow());
            return true;
        });
        if (!isNew) return Problems.Invalid(http, new InputFault("/proof", "proof.used"));
        return TypedResults.Created($"/v1/tips/{lead.Receipt}", ReceiptOf(lead));
    }

    private static async Task<Results<Ok<TipChallenge>, ProblemHttpResult>> ChallengeAsync(
        HttpContext http, TipLimits limits, TipProofs proofs) =>
        limits.TakeLookup(http) ? TypedResults.Ok(await proofs.MakeAsync()) : TooMany(http);

    private static async Task<Results<Ok<TipReceipt>, ProblemHttpResult>> StatusAsync(
        string receipt, HttpContext http, TipLimits limits, Database database)
    {
        if (!limits.TakeLookup(http)) return TooMany(http);
        var wanted = receipt.Trim().ToUpperInvariant();
        return wanted.Length < 40 && await database.ReadAsync(s => LeadStore.FindAsync(s, wanted)) is { } lead
            ? TypedResults.Ok(ReceiptOf(lead)) : Problems.NotFound(http);
    }

    private static TipReceipt ReceiptOf(LeadRow lead) => new()
    {
        Receipt = lead.Receipt!,
        Status = lead.Status,
        ReceivedAt = lead.ReceivedAt,
        DecidedAt = lead.DecidedAt,
    };

    private static List<InputFault> Faults(TipInput tip, LeadBook book)
    {
        List<InputFault> faults = [];
        if (string.IsNullOrWhiteSpace(tip.Url) && string.IsNullOrWhiteSpace(tip.Text))
            faults.Add(new("/url", "field.required"));
        else if (tip.Url is { Length: > 0 } url && LeadTargets.Parse(url, out _) is var fault
            and not Core.Targets.UrlFault.None) faults.Add(new("/url", fault.Code()));
        LeadValidator.AtMost(faults, tip.Text, "/text", 5000);
        LeadValidator.AtMost(faults, tip.Work, "/work", 500);
        LeadValidator.AtMost(faults, tip.What, "/what", 200);
        LeadValidator.AtMost(faults, tip.Language, "/language", 35);
        LeadValidator.AtMost(faults, tip.Contact, "/contact", LeadValidator.MaxContact);
        if (tip.Contact is not null && !book.KeepsContacts) faults.Add(new("/contact", "contact.not-kept"));
        if (tip.Region is { } region && !Region.IsValid(region)) faults.Add(new("/region", "region.unknown"));
        return faults;
    }

    private static LeadInput LeadOf(TipInput tip) => new()
    {
        Source = LeadSource.Tip,
        Channel = LeadChannel.Web,
        Targets = string.IsNullOrWhiteSpace(tip.Url) ? null : [new() { Url = tip.Url }],
        Work = tip.Work is null ? null : new() { Title = tip.Work },
        Infringement = tip.What,
        Text = tip.Text,
        Contact = tip.Contact,
        Region = tip.Region,
        Language = tip.Language,
    };

    /// <summary>80 random bits in groups that can be read over the telephone.</summary>
    private static string NewReceipt()
    {
        var text = new StringBuilder("T");
        for (var i = 0; i < 16; i++)
        {
            if (i % 4 == 0) text.Append('-');
            text.Append(Letters[RandomNumberGenerator.GetInt32(Letters.Length)]);
        }
        return text.ToString();
    }

    private static ProblemHttpResult TooMany(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "60";
        return Problems.Of(http, StatusCodes.Status429TooManyRequests, "tips.too-many");
    }

    private static ProblemHttpResult ProofRequired(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "60";
        return Problems.Of(http, StatusCodes.Status429TooManyRequests, "proof.required");
    }
}
