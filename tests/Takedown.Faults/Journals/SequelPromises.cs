using System.Collections.Concurrent;
using Takedown.Contracts;

namespace Takedown.Faults.Journals;

/// <summary>What the sides of the sequels were told, while the schedule ran.</summary>
internal sealed class SequelPromises
{
    /// <summary>Notices that were answered as accepted.</summary>
    public ConcurrentQueue<Guid> Stored { get; } = new();
    /// <summary>Items that were answered as duplicates of a notice; of the author or of the agent.</summary>
    public ConcurrentQueue<(bool OfAuthor, Guid Notice)> Duplicates { get; } = new();
    /// <summary>Each act that was answered with success, by the type of its event.</summary>
    public ConcurrentQueue<(Guid Notice, string Type)> Acts { get; } = new();
    /// <summary>Notices of which two claimed at once to replace the former one, and those that were accepted.</summary>
    public ConcurrentQueue<(Guid Former, IReadOnlyList<Guid> Accepted)> Replaced { get; } = new();
    /// <summary>Notices that were accepted as deficient.</summary>
    public ConcurrentQueue<Guid> Deficient { get; } = new();
    /// <summary>An item for two platforms: its batch, and its notices by each of two equal requests.</summary>
    public ConcurrentQueue<(Guid Batch, IReadOnlyList<Guid> Notices, IReadOnlyList<Guid> Again)> Pairs { get; } = new();
    public ConcurrentQueue<Guid> Recalls { get; } = new();
    /// <summary>Notices about what an account has again, and the removed one.</summary>
    public ConcurrentQueue<(Guid Notice, Guid Of)> Reuploads { get; } = new();
    /// <summary>An answer that settled others, and what was reported after it.</summary>
    public ConcurrentQueue<SettledRecord> Settled { get; } = new();
    public ConcurrentQueue<AppealedRecord> Appeals { get; } = new();
    public ConcurrentQueue<StandingChangeKind> Steps { get; } = new();
    public ConcurrentQueue<AccountStory> Accounts { get; } = new();
}

/// <summary>One answer that settled the notices of others about a target.</summary>
/// <param name="Answered">The notice that was answered.</param>
/// <param name="Others">Those of others that waited.</param>
/// <param name="Later">One that was sent after the answer.</param>
/// <param name="Result">What the answer was told.</param>
internal sealed record SettledRecord(Guid Answered, IReadOnlyList<Guid> Others, Guid Later, ResponseResult Result);

/// <summary>An appeal against a score about one notice.</summary>
/// <param name="Id">The appeal.</param>
/// <param name="Notice">The notice.</param>
/// <param name="OfAuthor">Whether the author filed it; else the host.</param>
/// <param name="Part">The part of the score.</param>
/// <param name="Outcome">How it was decided; null if that was not answered.</param>
internal sealed record AppealedRecord(Guid Id, Guid Notice, bool OfAuthor, ScorePart Part, AppealOutcome? Outcome);

/// <summary>An account with a measure that was appealed, and strikes after it.</summary>
/// <param name="Account">The account.</param>
/// <param name="Action">The measure.</param>
/// <param name="Notices">The removed notices, each with a strike, in order; the appeal is about the first.</param>
/// <param name="Outcome">How the appeal was decided.</param>
/// <param name="Withdrawn">Whether the first notice was withdrawn too.</param>
internal sealed record AccountStory(
    string Account, Guid Action, IReadOnlyList<Guid> Notices, AppealOutcome Outcome, bool Withdrawn);
