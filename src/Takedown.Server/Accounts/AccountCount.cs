namespace Takedown.Server.Accounts;

/// <summary>The number of strikes of an account, before and after a change.</summary>
internal sealed record AccountCount
{
    public Guid PlatformId { get; init; }
    public string AccountId { get; init; } = "";
    public int Before { get; init; }
    public int After { get; init; }
    public DateTimeOffset? RecountAt { get; init; }
}
