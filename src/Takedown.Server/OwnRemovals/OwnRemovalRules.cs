using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Takedown.Contracts;
using Takedown.Core.Targets;
using Takedown.Core.Unicode;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;

namespace Takedown.Server.OwnRemovals;

/// <summary>What an own removal must say.</summary>
/// <param name="registry">Hosts and vocabularies.</param>
/// <param name="platform">The platform that says it.</param>
/// <param name="now">The time.</param>
internal sealed class OwnRemovalRules(RegistrySnapshot registry, Organisation platform, DateTimeOffset now)
{
    private const int MaxGround = 500, MaxAccount = 200;

    /// <summary>A platform's clock may deviate.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The removal as it is stored, without id; null with the first of its faults.</summary>
    public (OwnRemoval? Row, InputFault? Fault) Read(OwnRemovalInput input)
    {
        List<InputFault> faults = [];
        var url = UrlOf(input.Url, faults);
        foreach (var (word, pointer) in new[] { (input.WorkType, "/workType"), (input.Mode, "/mode") })
        {
            if (string.IsNullOrEmpty(word)) faults.Add(pointer, "field.required");
            else faults.CheckToken(word, pointer);
        }
        var account = AccountText.Normalize(input.Account);
        if (account is not null && (account.Id is not { Length: > 0 and <= MaxAccount }
            || account.Name?.Length > MaxAccount || Invisible.HasControl(account.Id)
            || account.Name?.Contains('\0', StringComparison.Ordinal) is true))
            faults.Add("/account", "account.invalid");
        if (input.Measure is null) faults.Add("/measure", "field.required");
        if (input.At is null) faults.Add("/at", "field.required");
        else if (input.At > now + Ahead) faults.Add("/at", "time.future");
        else if (input.At < Earliest) faults.Add("/at", "value.out-of-range", "2000-01-01T00:00:00Z –");
        faults.CheckText(input.Ground, MaxGround, "/ground");
        if (input.Ground?.Contains('\0', StringComparison.Ordinal) is true) faults.Add("/ground", "text.nul");
        if (faults.Count > 0) return (null, faults[0]);
        return (new()
        {
            PlatformId = platform.Id,
            Mark = MarkOf(url!, input.At!.Value),
            Url = url!.Identity,
            WorkType = input.WorkType!,
            Mode = input.Mode!,
            AccountId = account?.Id,
            AccountName = account?.Name,
            Measure = input.Measure!.Value,
            At = input.At.Value,
            Ground = input.Ground!,
            RecordedAt = now,
        }, null);
    }

    /// <summary>Words in no vocabulary; null if there are none.</summary>
    public IReadOnlyList<FieldError>? Warnings(OwnRemoval row, string language)
    {
        List<InputFault> found = [];
        if (registry.Warning("work-type", row.WorkType, "/workType") is { } type) found.Add(type);
        if (registry.Warning("mode", row.Mode, "/mode") is { } mode) found.Add(mode);
        return found.Count == 0 ? null : Problems.Localize(found, language);
    }

    /// <summary>What counters keep of the type of a work: words that are in no vocabulary are not told apart.</summary>
    public string Counted(string workType) => registry.Words["work-type"].Contains(workType) ? workType : "";

    private CanonicalUrl? UrlOf(string? text, List<InputFault> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            faults.Add("/url", "field.required");
            return null;
        }
        var fault = CanonicalUrl.Parse(text, out var url, allowAddress: platform.Hosts.Count == 0);
        if (fault is not UrlFault.None) faults.Add("/url", fault.Code());
        else if (!IsOwn(url!)) faults.Add("/url", "url.not-yours");
        return url;
    }

    /// <summary>A platform without hosts, such as an app, names addresses that are nobody's.</summary>
    private bool IsOwn(CanonicalUrl url) => registry.Hosts.Find(url) is { } owner
        ? owner == platform.Id : platform.Hosts.Count == 0;

    private static Guid MarkOf(CanonicalUrl url, DateTimeOffset at) => new(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{url.Identity}\n{at.ToUnixTimeMilliseconds()}"))).AsSpan(0, 16),
        bigEndian: true);
}
