using System.Text;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Server.Tests.Docker;

namespace Takedown.Server.Tests.Documents;

/// <summary>
/// The transition table of Packs/README.md is written by <see cref="Rendered"/>, from the code. To renew it, replace
/// what stands between its marks by what the failing test prints.
/// </summary>
[Trait("Database", "unused")]
public sealed class TransitionDocumentTests
{
    private const string File = "src/Takedown.Core/Packs/README.md";
    private const string Begin = "<!-- transitions: from the code, held by TransitionDocumentTests -->\n";
    private const string End = "<!-- end of transitions -->\n";

    /// <summary>The stages of the law's table, and where each is: a state, or something beside the states.</summary>
    private static readonly (string Stage, NoticeState? State, string? Elsewhere)[] Stages =
    [
        ("Received", null, "the item of a batch while it is judged"),
        ("Deficient", NoticeState.Deficient, null),
        ("Invalid", null, "an item result `rejected`"),
        ("Duplicate", null, "an item result `duplicate`"),
        ("Routed", NoticeState.Accepted, null),
        ("DeliveryFailed", null, "`delivery.status` `failed`"),
        ("Delivered", NoticeState.Delivered, null),
        ("Acknowledged", NoticeState.Acknowledged, null),
        ("InfoRequested", NoticeState.InformationRequested, null),
        ("ActionClaimed", NoticeState.ActionClaimed, null),
        ("RemovalConfirmed", NoticeState.Removed, null),
        ("PlatformRejected", NoticeState.Rejected, null),
        ("Disputed", NoticeState.Disputed, null),
        ("CounterNoticed", NoticeState.CounterNoticed, null),
        ("AwaitingClaimant", NoticeState.AwaitingClaimant, null),
        ("LitigationHold", NoticeState.LitigationHold, null),
        ("RestoreDue", NoticeState.RestoreDue, null),
        ("Reinstated", NoticeState.Reinstated, null),
        ("Withdrawn", NoticeState.Withdrawn, null),
        ("EscalationCandidate", null, "an escalation with the status `open`"),
        ("Escalated", NoticeState.Escalated, null),
        ("Closed", NoticeState.Closed, null),
    ];

    [Fact]
    public void The_document_has_the_table_of_the_code()
    {
        var text = Repository.Read(File);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, "The marks of the table are missing.");
        Assert.Equal(Rendered(), text[(begin + Begin.Length)..end]);
    }

    [Fact]
    public void Each_state_is_a_stage_of_the_law() => Assert.Equal(
        Enum.GetValues<NoticeState>().Order(),
        Stages.Where(s => s.State is not null).Select(s => s.State!.Value).Order());

    /// <summary>The table as it stands in the document.</summary>
    private static string Rendered()
    {
        var text = new StringBuilder("| state | act → state afterwards | without effect |\n| --- | --- | --- |\n");
        foreach (var from in Enum.GetValues<NoticeState>())
        {
            var cells = Enum.GetValues<NoticeCommand>()
                .Select(act => (Act: act, Next: Lifecycle.Next(from, act))).ToList();
            var moves = cells.Where(c => c.Next.Outcome is Outcome.Applied)
                .Select(c => $"{Name(c.Act)} → `{c.Next.State.Word()}`");
            var repeated = cells.Where(c => c.Next.Outcome is Outcome.Unchanged).Select(c => Name(c.Act));
            text.Append($"| `{from.Word()}` | {Listed(moves)} | {Listed(repeated)} |\n");
        }
        text.Append("\n| stage of the law | here |\n| --- | --- |\n");
        foreach (var (stage, state, elsewhere) in Stages)
            text.Append($"| {stage} | {(state is { } own ? $"`{own.Word()}`" : elsewhere)} |\n");
        return text.ToString();
    }

    private static string Name(NoticeCommand act) => act.Word().Replace('-', ' ');

    private static string Listed(IEnumerable<string> texts) =>
        string.Join("; ", texts) is { Length: > 0 } all ? all : "–";
}
