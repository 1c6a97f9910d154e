using Takedown.Contracts;
using Takedown.Core.Regimes;
using Takedown.Server.Http;

namespace Takedown.Server.Claims;

/// <summary>What may follow a deficient notice: what it lacked, and nothing else.</summary>
internal static class Completions
{
    public static NoticeInput With(this NoticeInput notice, Completion given) => notice with
    {
        Signature = given.Signature ?? notice.Signature,
        Explanation = given.Explanation ?? notice.Explanation,
        Statements = given.Statements is { } more ? [.. notice.Statements ?? [], .. more] : notice.Statements,
        Evidence = given.Evidence is { } files ? [.. notice.Evidence ?? [], .. files] : notice.Evidence,
    };

    /// <summary>What the platform is sent of a completion, if it has the notice.</summary>
    public static Supplement SupplementOf(Completion given, DateTimeOffset at) => new()
    {
        Text = given.Explanation,
        Evidence = given.Evidence,
        Statements = given.Statements,
        Signature = given.Signature,
        At = at,
    };

    /// <summary>The faults of what was not missing: nothing that was said is said anew.</summary>
    public static List<InputFault> Beyond(Completion given, IReadOnlyList<string> missing)
    {
        List<InputFault> faults = [];
        Check(given.Signature is not null, "/signature", "/signature");
        Check(given.Explanation is not null, "/explanation", "/explanation");
        Check(given.Evidence is not null, "/evidence", "evidence", "comparison-report", "evaluation-report");
        for (var i = 0; i < (given.Statements?.Count ?? 0); i++)
        {
            var element = NoticeElements.Statement + Statements.Canonical(given.Statements![i]);
            Check(given: true, $"/statements/{i}", element);
        }
        return faults;

        void Check(bool given, string pointer, params string[] elements)
        {
            if (given && !elements.Any(missing.Contains)) faults.Add(pointer, "completion.not-missing");
        }
    }
}
