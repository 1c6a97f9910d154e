using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;

namespace Takedown.Server.Notices;

/// <summary>How provisional due times are shown.</summary>
internal static class ProvisionalView
{
    /// <summary>The due times with the names of those that are provisional.</summary>
    public static DeadlinesView Marked(this DeadlinesView view, DeadlineSet deadlines)
    {
        List<string> kinds = [.. deadlines.Where(d => d.Provisional is not null).Select(d => d.Kind.Word())];
        return kinds.Count == 0 ? view : view with { Provisional = true, ProvisionalDeadlines = kinds };
    }

    /// <summary><c>true</c>, or nothing for a due time that stands.</summary>
    public static bool? OrAbsent(bool provisional) => provisional ? true : null;
}
