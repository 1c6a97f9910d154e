using Takedown.Core.Deadlines;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>Handles the overdue and the provisional deadlines of one type of owner.</summary>
internal interface IDeadlineOwner
{
    DeadlineOwner Owner { get; }

    /// <summary>The kinds of deadlines it handles. Rows of other kinds are left alone.</summary>
    IReadOnlyList<DeadlineKind> Kinds { get; }

    /// <summary>Handles the overdue deadlines of the owners that it can lock.</summary>
    /// <param name="s">The transaction.</param>
    /// <param name="locking">
    /// Locking clause of the SELECT on the owners: waits for locked rows or skips them.
    /// </param>
    /// <param name="ids">Owners with an overdue deadline.</param>
    /// <param name="at">The registry and the current time.</param>
    /// <returns>Number of owners handled.</returns>
    Task<int> ExpireAsync(Session s, string locking, IReadOnlyCollection<Guid> ids, ActContext at);

    /// <summary>
    /// Computes the provisional due times of these owners anew, by the registry's versions of their calendars.
    /// </summary>
    Task RenewAsync(Session s, IReadOnlyCollection<Guid> ids, ActContext at);
}
