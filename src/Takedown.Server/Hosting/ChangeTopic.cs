
namespace Takedown.Server.Hosting;

/// <summary>Topic of change notifications.</summary>
internal readonly record struct ChangeTopic(string Kind, Guid Id)
{
    /// <summary>New events of all kinds.</summary>
    public static readonly ChangeTopic Events = new("events", Guid.Empty);

    /// <summary>New or changed platforms.</summary>
    public static readonly ChangeTopic Registry = new("registry", Guid.Empty);

    /// <summary>Revoked or changed keys.</summary>
    public static readonly ChangeTopic Keys = new("keys", Guid.Empty);

    /// <summary>New messages for pushed platforms.</summary>
    public static readonly ChangeTopic Messages = new("messages", Guid.Empty);

    /// <summary>Changed subscriptions.</summary>
    public static readonly ChangeTopic Subscriptions = new("subscriptions", Guid.Empty);

    public static ChangeTopic Inbox(Guid platformId) => new("inbox", platformId);

    public static ChangeTopic AccountActions(Guid platformId) => new("account-actions", platformId);

    public static ChangeTopic Feed(Guid organisationId) => new("feed", organisationId);
}
