namespace Takedown.Server.Intake;

/// <summary>What few items have, so that the others pay one look at a field for it.</summary>
internal sealed record SpecialItem
{
    /// <summary>The notice that it replaces.</summary>
    public Guid? Supersedes { get; init; }

    /// <summary>Curable elements of its regime that it lacks.</summary>
    public IReadOnlyList<string>? Missing { get; init; }

    /// <summary>Whether it is sent with what it lacks, because its regime lets it count as to what it shows.</summary>
    public bool IsSent { get; init; }

    /// <summary>The same item for its further respondents.</summary>
    public IReadOnlyList<JudgedItem>? Others { get; init; }
}
