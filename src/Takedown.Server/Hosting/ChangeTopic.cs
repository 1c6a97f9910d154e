
namespace Takedown.Server.Hosting;

/// <summary>What a waiting reader waits for.</summary>
internal readonly record struct ChangeTopic(string Kind, Guid Id)
{
    /// <summary>Any event at all.</summary>
    public static readonly ChangeTopic Events = new("events", Guid.Empty);

    /// <summary>Platforms came or changed.</summary>
    public static readonly ChangeTopic Registry = new("registry", Guid.Empty);

    public static ChangeTopic Inbox(Guid platformId) => new("inbox", platformId);

    public static ChangeTopic AccountActions(Guid platformId) => new("account-actions", platformId);

    public static ChangeTopic Feed(Guid organisationId) => new("feed", organisationId);
}
