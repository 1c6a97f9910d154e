using System.Buffers;
using System.Globalization;
using Takedown.Core.Evidence;
using Takedown.Core.Targets;
using Takedown.Server.Http;

namespace Takedown.Server.Notices;

/// <summary>Rules for a list of evidence, shared by notices and supplements.</summary>
internal static class EvidenceRules
{
    public const int MaxEvidence = 50;

    /// <summary>Tolerance for clock differences. A capture time further ahead is an error.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static void Check(IReadOnlyList<Contracts.Evidence>? evidence, DateTimeOffset now, List<InputFault> faults)
    {
        if (evidence is null) return;
        if (evidence.Count > MaxEvidence) faults.Add("/evidence", "list.too-long", $"{MaxEvidence}");
        for (var i = 0; i < Math.Min(evidence.Count, MaxEvidence); i++) Check(evidence[i], i, now, faults);
    }

    /// <summary>A document is named by its hash, so that what was shown is what is stored.</summary>
    public static IReadOnlyList<InputFault> DocumentFaults(
        Contracts.Evidence? document, bool isRequired, DateTimeOffset now)
    {
        if (document is null) return isRequired ? [new("/document", "field.required")] : [];
        if (!EvidenceHash.TryParse(document.Sha256, out _)) return [new("/document/sha256", "sha256.invalid")];
        var faults = new List<InputFault>();
        Check([document], now, faults);
        return [.. faults.Select(fault => fault with
        {
            Pointer = fault.Pointer.Replace("/evidence/0", "/document", StringComparison.Ordinal),
        })];
    }

    private static void Check(Contracts.Evidence? e, int index, DateTimeOffset now, List<InputFault> faults)
    {
        if (e is null)
        {
            faults.Add(Pointer(""), "field.type", "object");
            return;
        }
        if (e.Kind is { } kind && !Validation.IsToken(kind)) faults.Add(Pointer("/kind"), "value.token");
        if (e.Sha256 is null && e.Url is null) faults.Add(Pointer("/sha256"), "field.required");
        if (e.Sha256 is { } hash && (hash.Length != 64 || hash.AsSpan().ContainsAnyExcept(HexDigits)))
        {
            faults.Add(Pointer("/sha256"), "sha256.invalid");
        }
        // The platform opens this URL: script schemes and disguised hosts are refused.
        if (e.Url is { } url && CanonicalUrl.Parse(url, out _) is var fault and not UrlFault.None)
        {
            faults.Add(Pointer("/url"), fault.Code());
        }
        if (e.CapturedAt > now + ClockSkew) faults.Add(Pointer("/capturedAt"), "time.future");
        if (e.CapturedAt < Earliest) faults.Add(Pointer("/capturedAt"), "time.out-of-range");

        // Formats the pointer only for a fault: nearly all evidence is valid.
        string Pointer(string field) => string.Create(CultureInfo.InvariantCulture, $"/evidence/{index}{field}");
    }
}
