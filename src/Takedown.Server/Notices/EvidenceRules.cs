using System.Buffers;
using Takedown.Contracts;
using Takedown.Core.Targets;
using Takedown.Server.Http;

namespace Takedown.Server.Notices;

/// <summary>Rules of one piece of evidence; notices and supplements share them.</summary>
internal static class EvidenceRules
{
    /// <summary>Clocks differ a little; a capture far from now is a wrong clock or a wrong century.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static IEnumerable<InputFault> Check(Evidence? e, string at, DateTimeOffset now) =>
        Check(e, now).Select(f => f with { Pointer = at + f.Pointer });

    /// <summary>With pointers from the evidence on. Nearly all is sound, and then nothing is made.</summary>
    public static IReadOnlyList<InputFault> Check(Evidence? e, DateTimeOffset now)
    {
        if (e is null) return [new("", "field.type", "object")];
        List<InputFault>? faults = null;
        if (e.Kind is { } kind && !Validation.IsToken(kind)) Add("/kind", "value.token");
        if (e.Sha256 is null && e.Url is null) Add("/sha256", "field.required");
        if (e.Sha256 is { } hash && (hash.Length != 64 || hash.AsSpan().ContainsAnyExcept(HexDigits)))
        {
            Add("/sha256", "sha256.invalid");
        }
        // The platform opens it: nothing a browser would run, and no disguise of another host.
        if (e.Url is { } url && CanonicalUrl.Parse(url, out _) is var fault and not UrlFault.None)
        {
            Add("/url", fault.Code());
        }
        if (e.CapturedAt > now + ClockSkew) Add("/capturedAt", "time.future");
        if (e.CapturedAt < Earliest) Add("/capturedAt", "time.out-of-range");
        return faults ?? (IReadOnlyList<InputFault>)[];

        void Add(string pointer, string code) => (faults ??= []).Add(new(pointer, code));
    }
}
