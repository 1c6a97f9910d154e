using Takedown.Contracts;
using Takedown.Server.Connectors.Webhook;
using Takedown.Server.Notices;
using Takedown.Server.Registry;

namespace Takedown.Server.Subscriptions;

/// <summary>A subscription of an organisation to its feed.</summary>
internal sealed record Subscription
{
    public Guid Id { get; init; }
    public Guid OrganisationId { get; init; }
    /// <summary>Kind of the organisation, which says what its feed is.</summary>
    public OrganisationKind Kind { get; init; }
    public string Url { get; init; } = "";
    /// <summary>Types of events, separated by spaces; empty for all.</summary>
    public string Events { get; init; } = "";
    public string? Description { get; init; }
    /// <summary>1 while events are posted.</summary>
    public long Active { get; init; }
    public DateTimeOffset? DisabledAt { get; init; }
    public string? DisabledCode { get; init; }
    /// <summary>Null if no configured key opens it.</summary>
    public string? Secret { get; init; }
    public string? FormerSecrets { get; init; }
    public long Tx { get; init; }
    public long Seq { get; init; }
    public long Taken { get; init; }
    public int Failures { get; init; }
    public DateTimeOffset? FailingSince { get; init; }
    public string? Code { get; init; }
    public DateTimeOffset NextAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last entry of the feed that was put into a delivery.</summary>
    public FeedCursor Cursor => new(new(Tx, Seq), (int)Taken);

    public FeedReader Reader => new(OrganisationId, Kind);

    public FormerSecrets FormerAt(DateTimeOffset now) => Registry.FormerSecrets.Of(FormerSecrets, null, now);

    public WebhookTarget TargetAt(DateTimeOffset now) => new(Id, Url, FormerAt(now).With(Secret));

    /// <param name="newSecret">The secret, in the answer that makes it.</param>
    public SubscriptionView View(string? newSecret = null) => new()
    {
        Id = Id,
        Url = Url,
        Events = Events.Length == 0 ? null : Events.Split(' '),
        Description = Description,
        Active = Active == 1,
        DisabledAt = DisabledAt,
        DisabledCode = DisabledCode,
        Failures = Failures,
        FailingSince = FailingSince,
        Code = Code,
        NextAt = Active == 1 && Failures > 0 ? NextAt : null,
        Cursor = Cursor.ToString(),
        CreatedAt = CreatedAt,
        Secret = newSecret,
    };
}
