using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Core.Leads;
using Takedown.Server.Cases;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Leads;

/// <summary>
/// Enters leads: their responsible body, what they have in common with others, the time limit of triage.
/// </summary>
internal sealed class LeadBook(SecretBox box, LeadMetrics metrics, Ids ids, TimeProvider time)
{
    /// <summary>Without a key a contact would be stored readable, and is refused.</summary>
    public bool KeepsContacts => box.IsEncrypting;

    public LeadRow Of(LeadInput input, Caller? caller, RegistrySnapshot registry, string? receipt = null)
    {
        var now = time.GetUtcNow();
        var route = LeadRouting.Of(registry, caller, input);
        var platform = route.PlatformId is { } id ? registry.Platforms[id] : null;
        var source = caller is { Kind: OrganisationKind.Platform } ? LeadSource.Platform : input.Source!.Value;
        return new()
        {
            Id = ids.Next(),
            Source = source,
            Channel = source is LeadSource.Platform && caller?.Kind is OrganisationKind.Platform
                ? LeadChannel.Platform : input.Channel,
            Status = LeadStatus.Received,
            BodyId = route.BodyId,
            FirstBodyId = route.BodyId,
            Region = route.Region,
            Function = route.Function,
            RoutedBy = route.By,
            SenderId = caller?.Id,
            PlatformId = route.PlatformId,
            ServiceType = platform?.ServiceType,
            WorkType = input.Work?.Type,
            IpType = input.IpType ?? "copyright",
            IsCrossBorder = input.CrossBorder ?? (platform is not null && platform.Country != route.Region[..2]),
            Receipt = receipt,
            Contact = input.Contact is { } contact ? box.Protect(contact) : null,
            ReceivedAt = input.ReceivedAt ?? now,
            CreatedAt = now,
            Content = JsonSerializer.Serialize(input with
            {
                Source = null, Channel = null, PlatformId = null, IpType = null, Region = null, Function = null,
                CrossBorder = null, ReceivedAt = null, Contact = null,
            }, TakedownJson.Default.LeadInput),
        };
    }

    /// <summary>Stores a lead and starts its time limit.</summary>
    public async Task AddAsync(Session s, LeadRow lead, RegistrySnapshot registry)
    {
        await LeadStore.AddAsync(s, lead, LeadKey.Of(lead, lead.Input, registry));
        await StartAsync(s, lead, registry, lead.CreatedAt);
        metrics.Count(s, lead.Source);
    }

    /// <summary>The body has three working days to decide, from the day it got the lead.</summary>
    public static Task StartAsync(Session s, LeadRow lead, RegistrySnapshot registry, DateTimeOffset now) =>
        BodyDeadlines.SaveAsync(s, DeadlineOwner.Lead, lead.Id, BodyDeadlines.In(
            registry, DeadlineKind.Triage, lead.Region, LeadTriage.WorkingDays, now));

    /// <summary>The contact, for people of the responsible body.</summary>
    public string? ContactFor(LeadRow lead, Caller caller) =>
        lead.Contact is { } stored && caller.Id == lead.BodyId && caller.PersonId is not null
            ? box.Unprotect(stored) : null;
}
