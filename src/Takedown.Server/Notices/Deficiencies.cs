using System.Text.Json;
using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Deadlines;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// What notices lacked when they were submitted, as their regime was then: a later version of it asks for nothing more.
/// </summary>
internal static class Deficiencies
{
    private const string Columns = "notice_id, claimant_id, missing, completed_at, complete_by, provisional";

    private static readonly Table<Deficiency> Table = new("deficiencies",
    [
        new("notice_id", ColumnType.Id, d => d.NoticeId, Key: true),
        new("claimant_id", ColumnType.Id, d => d.ClaimantId),
        new("missing", ColumnType.Text, d => d.Missing),
        new("completed_at", ColumnType.Instant, d => d.CompletedAt),
        new("complete_by", ColumnType.Instant, d => d.CompleteBy),
        new("provisional", ColumnType.Text, d => d.Provisional),
    ]);

    public static Task AddAsync(Session s, IReadOnlyList<Deficiency> rows) => s.InsertAsync(Table, rows);

    public static Task CompleteAsync(Session s, Deficiency completed) => s.ChangeAsync(Table, [completed]);

    private const string One = $"SELECT {Columns} FROM deficiencies WHERE notice_id = @id AND claimant_id = @claimant";

    /// <summary>What a notice lacked; null where it lacked nothing.</summary>
    public static Task<Deficiency?> OfAsync(Session s, Guid id, Guid claimant) =>
        s.FirstAsync<Deficiency>(One, new { id, claimant });
}

/// <summary>What a notice lacked.</summary>
internal sealed record Deficiency
{
    public Guid NoticeId { get; init; }
    public Guid ClaimantId { get; init; }
    /// <summary>The elements (JSON).</summary>
    public string Missing { get; init; } = "[]";
    public DateTimeOffset? CompletedAt { get; init; }
    /// <summary>Null for a notice that waits until it is complete.</summary>
    public DateTimeOffset? CompleteBy { get; init; }

    /// <summary>The mark of that time while it is provisional.</summary>
    public string? Provisional { get; init; }

    private Deadline? Cure => CompleteBy is not { } due ? null : new(
        DeadlineKind.Completion, due, Provisional: StoredProvisional.Read(Provisional, DeadlineKind.Completion));

    /// <summary>With this time to be completed.</summary>
    public Deficiency Until(DueTime due) => this with
    {
        CompleteBy = due.At,
        Provisional =
            StoredProvisional.Write(new Deadline(DeadlineKind.Completion, due.At, Provisional: due.Provisional)),
    };

    /// <summary>By the latest version of its calendar, while its time is provisional.</summary>
    public Deficiency Anew(RegistrySnapshot registry, DateTimeOffset now) =>
        Cure is { Provisional: { } basis } cure && registry.CalendarOf(basis.Calendar) is { } calendar
            && cure.Anew(calendar, now) is var anew
            ? Until(new(anew.Due, anew.Provisional)) : this;

    public IReadOnlyList<string> Elements => JsonSerializer.Deserialize(Missing, StoredJson.Default.ListString)!;

    public static string Write(IReadOnlyList<string> elements) =>
        JsonSerializer.Serialize([.. elements], StoredJson.Default.ListString);

    public DeficiencyView View(string language) => new()
    {
        Missing = Problems.Localize(RegimeRules.FaultsOf(Elements), language),
        CompletedAt = CompletedAt,
        CompleteBy = CompleteBy,
        Provisional = Provisional is null ? null : true,
    };
}
