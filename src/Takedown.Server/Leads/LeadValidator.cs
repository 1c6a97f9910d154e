using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Routing;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;

namespace Takedown.Server.Leads;

/// <summary>The checks of a lead.</summary>
internal static class LeadValidator
{
    public const int MaxReason = 2000;
    public const int MaxContact = 500;
    private const int MaxParties = 20, MaxContent = 200_000;

    public static List<InputFault> Faults(
        LeadInput input, OrganisationKind kind, RegistrySnapshot registry, DateTimeOffset now)
    {
        List<InputFault> faults = [];
        var isPlatform = kind is OrganisationKind.Platform;
        if (input.Source is null && !isPlatform) faults.Add(new("/source", "field.required"));
        if (isPlatform && input.Source is not (null or LeadSource.Platform))
            faults.Add(new("/source", "field.fixed"));
        if (isPlatform && input.Channel is not (null or LeadChannel.Platform))
            faults.Add(new("/channel", "field.fixed"));
        if (input is { Source: LeadSource.Complaint, Channel: null }) faults.Add(new("/channel", "field.required"));
        if (input.Targets is not { Count: > 0 } && input.Parties is not { Count: > 0 }
            && string.IsNullOrWhiteSpace(input.Text)) faults.Add(new("/targets", "field.required"));
        LeadTargets.Check(input.Targets, faults);
        CheckParties(input.Parties, faults);
        EvidenceRules.Check(input.Evidence, now, faults);
        if (input.PlatformId is { } platform && !registry.Platforms.ContainsKey(platform))
            faults.Add(new("/platformId", "platform.unknown"));
        if (input.Region is { } region && !Region.IsValid(region)) faults.Add(new("/region", "region.unknown"));
        if (input.Function is { } function && !registry.Functions.Any(f => f.Code == function))
            faults.Add(new("/function", "value.unknown", JsonErrors.Shorten(function),
                string.Join(", ", registry.Functions.Select(f => f.Code))));
        if (input.IpType is { } ipType && !Validation.IsToken(ipType)) faults.Add(new("/ipType", "value.token"));
        if (input.Work?.Type is { } type && !Validation.IsToken(type)) faults.Add(new("/work/type", "value.token"));
        if (input.ReceivedAt > now) faults.Add(new("/receivedAt", "time.future"));
        if (input.FoundAt > now) faults.Add(new("/foundAt", "time.future"));
        AtMost(faults, input.Work?.Title, "/work/title", 500);
        AtMost(faults, input.Work?.RegistrationNo, "/work/registrationNo", 200);
        AtMost(faults, input.Infringement, "/infringement", 200);
        AtMost(faults, input.Text, "/text", 5000);
        AtMost(faults, input.Contact, "/contact", MaxContact);
        AtMost(faults, input.Language, "/language", 35);
        if (faults.Count == 0 && JsonSerializer.SerializeToUtf8Bytes(input, TakedownJson.Default.LeadInput).Length
            > MaxContent) faults.Add(new("/targets", "value.too-long", $"{MaxContent}"));
        return faults;
    }

    public static void AtMost(List<InputFault> faults, string? text, string pointer, int length)
    {
        if (text?.Length > length) faults.Add(new(pointer, "value.too-long", $"{length}"));
    }

    private static void CheckParties(IReadOnlyList<LeadParty?>? parties, List<InputFault> faults)
    {
        if (parties?.Count > MaxParties) faults.Add(new("/parties", "list.too-long", $"{MaxParties}"));
        for (var i = 0; i < Math.Min(parties?.Count ?? 0, MaxParties); i++)
        {
            var at = $"/parties/{i}";
            if (parties![i] is not { } party)
            {
                faults.Add(new(at, "field.type", "object"));
                continue;
            }
            if (string.IsNullOrWhiteSpace(party.Name) && party.Uscc is null)
                faults.Add(new($"{at}/name", "field.required"));
            if (party.Uscc is { } code && (code.Length != 18 || !code.All(char.IsAsciiLetterOrDigit)))
                faults.Add(new($"{at}/uscc", "value.bad-format"));
            if (party.Role is { } role && !Validation.IsToken(role)) faults.Add(new($"{at}/role", "value.token"));
            AtMost(faults, party.Name, $"{at}/name", 200);
            AtMost(faults, party.Address, $"{at}/address", 500);
        }
    }
}
