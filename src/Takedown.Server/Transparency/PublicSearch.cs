using Takedown.Contracts;

namespace Takedown.Server.Transparency;

/// <summary>A question to the public record; null means any.</summary>
internal sealed record PublicSearch
{
    public const int DefaultLimit = 20, MaxLimit = 100;

    /// <summary>The instant of the question.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Terms of <c>Terms.Asked</c>, all of which a notice must have.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>Whether the question has words of which none can be found, so that nothing matches.</summary>
    public bool IsVain { get; init; }

    public Guid? Platform { get; init; }
    public string? Host { get; init; }
    public string? Regime { get; init; }
    public string? WorkType { get; init; }
    public NoticeState? State { get; init; }
    public Measure? Measure { get; init; }

    /// <summary>Received at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Received before this instant.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>The last id of the page before: only older notices.</summary>
    public Guid? After { get; init; }

    /// <summary>Notices in a page, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = DefaultLimit;
}

/// <summary>How the matches of a search divide.</summary>
/// <param name="Matches">The number of matches counted.</param>
/// <param name="Capped">Whether there are or may be more.</param>
/// <param name="Fields">The values of each field with their numbers, most first.</param>
internal sealed record PublicFacets(
    long Matches, bool Capped, IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Fields)
{
    public const int MaxMatches = 10_000;

    /// <summary>The values of one field that are listed.</summary>
    public const int MaxValues = 20;

    public static readonly string[] Names = ["platform", "host", "regime", "workType", "state", "measure"];

    public static readonly PublicFacets None =
        new(0, false, Names.ToDictionary(n => n, _ => (IReadOnlyList<FacetCount>)[]));
}

/// <summary>One value of a field.</summary>
/// <param name="Value">The value, as the filter takes it.</param>
/// <param name="Name">The name of a platform; null for other fields.</param>
/// <param name="Count">Matches with this value.</param>
internal sealed record FacetCount(string Value, string? Name, long Count);
