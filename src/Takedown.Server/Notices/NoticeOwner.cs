namespace Takedown.Server.Notices;

/// <summary>The claimant or the platform of a notice, as a condition of the statement that locks it.</summary>
internal sealed record NoticeOwner
{
    private NoticeOwner(string column, Guid id) => (Condition, Id) = ($"AND n.{column} = @owner", id);

    public string Condition { get; }

    public Guid Id { get; }

    public static NoticeOwner Claimant(Guid id) => new("claimant_id", id);

    public static NoticeOwner Platform(Guid id) => new("platform_id", id);
}
