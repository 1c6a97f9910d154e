namespace Takedown.Server.Notices;

/// <summary>The claimant or the platform of a notice, as a condition of the statement that locks it.</summary>
internal sealed record NoticeOwner
{
    /// <remarks>
    /// <c>IS TRUE</c>: checked on the rows that the ids give. Otherwise a planner whose figures are old reads all
    /// notices of the owner to find a set of them.
    /// </remarks>
    private NoticeOwner(string column, Guid id) => (Condition, Id) = ($"AND (n.{column} = @owner) IS TRUE", id);

    public string Condition { get; }

    public Guid Id { get; }

    public static NoticeOwner Claimant(Guid id) => new("claimant_id", id);

    public static NoticeOwner Platform(Guid id) => new("platform_id", id);
}
