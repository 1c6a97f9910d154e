using System.Text;
using Takedown.Contracts;
using Takedown.Core.Evidence;
using Takedown.Server.Figures;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>A notice to be inserted.</summary>
/// <param name="Id">Id of the notice.</param>
/// <param name="From">Submission of its item.</param>
/// <param name="Position">Position of the item in the submission, from 0.</param>
internal sealed record NewNotice(Guid Id, Submission From, int Position)
{
    /// <summary>Which of the further respondents of the item, from 0; null for the first one.</summary>
    public int? Respondent { get; init; }

    /// <summary>Which of the notices of the item, in the order in which they were accepted.</summary>
    public int Place { get; set; }

    public JudgedItem Item => Respondent is { } other ? From.Items[Position].Special!.Others![other]
        : From.Items[Position];

    public Route Route => Raised ?? Item.Route!;

    /// <summary>The route of a re-upload; null for nearly all.</summary>
    private Route? Raised { get; init; }

    /// <summary>The removal after which the work was uploaded again.</summary>
    private StandingRemoval? Former { get; init; }

    /// <summary>The notice as one about a re-upload.</summary>
    public NewNotice Again(StandingRemoval former) =>
        this with { Former = former, Raised = Route.Choice.Raised(Route, Content.Work) };

    private NoticeInput Content => StoredJson.ReadNotice(Text);

    /// <summary>Whether it lacks curable elements, so that it is not sent.</summary>
    public bool IsDeficient => Item.Special is { Missing: not null, IsSent: false };

    /// <summary>The content as stored.</summary>
    public string Text => Encoding.UTF8.GetString(Item.Content!);

    /// <summary>Its part of the event of its acceptance.</summary>
    public EventEntry Accepted =>
        new() { Id = Id, State = NoticeState.Accepted, AccusedRegion = Route.AccusedRegion };

    public static readonly Table<NewNotice> Open = new("open_notices",
    [
        new("notice_id", ColumnType.Id, n => n.Id),
        new("open_key", ColumnType.Bytes, n => n.Route.OpenKey),
    ]);

    private static readonly Table<NewNotice> Notices = new("notices",
    [
        new("id", ColumnType.Id, n => n.Id),
        new("batch_id", ColumnType.Id, n => n.From.Batch.Id),
        new("item_index", ColumnType.Number, n => SameTarget.PlaceOf(n.Item.Index, n.Place)),
        new("client_ref", ColumnType.Text, n => n.Item.ClientRef),
        new("claimant_id", ColumnType.Id, n => n.From.Batch.ClaimantId),
        new("platform_id", ColumnType.Id, n => n.Route.Platform.Id),
        new("tier", ColumnType.Number, n => n.Route.Tier),
        new("regime", ColumnType.Text, n => n.Route.Regime),
        new("function", ColumnType.Text, n => n.Route.Function),
        new("policy", ColumnType.Text, n => n.Route.Policy.Code),
        new("policy_version", ColumnType.Number, n => n.Route.Policy.Version),
        new("target", ColumnType.Text, n => n.Route.Target),
        new("open_key", ColumnType.Bytes, n => n.IsDeficient ? null : n.Route.OpenKey),
        new("claimant_region", ColumnType.Text, n => n.From.Region),
        new("accused_region", ColumnType.Text, n => n.Route.AccusedRegion),
        new("accepted_at", ColumnType.Instant, n => n.From.Now),
        new("mark", ColumnType.Number, n => n.Route.Mark),
    ]);

    /// <summary>With the columns that only a re-upload has.</summary>
    private static readonly Table<NewNotice> Linked = Notices with
    {
        Columns =
        [
            .. Notices.Columns,
            new("reupload_of", ColumnType.Id, n => n.Former!.Id),
            new("reupload_by_other", ColumnType.Number,
                n => n.Former!.ClaimantId != n.From.Batch.ClaimantId ? 1 : null),
        ],
    };

    public static async Task InsertAsync(Session s, List<NewNotice> accepted)
    {
        var again = accepted.FindAll(n => n.Former is not null);
        await s.InsertAsync(Notices, again.Count == 0 ? accepted : accepted.FindAll(n => n.Former is null));
        await s.InsertAsync(Linked, again);
    }

    /// <summary>The claimant's own data; null if there are none.</summary>
    public byte[]? Metadata => Item.Metadata;

    public static readonly Table<NewNotice> OwnData = new("notice_metadata",
    [
        new("notice_id", ColumnType.Id, n => n.Id),
        new("metadata", ColumnType.Text, n => n.Metadata),
    ]);

    public static readonly Table<NewNotice> Texts = new("notice_contents",
    [
        new("notice_id", ColumnType.Id, n => n.Id),
        new("content", ColumnType.Text, n => n.Item.Content),
    ]);

    /// <summary>The events of notices accepted together.</summary>
    public static IReadOnlyList<EventRow> Events(IReadOnlyList<NewNotice> accepted) =>
        [.. accepted
            .GroupBy(n => (n.From.Batch.ClaimantId, n.From.Region, PlatformId: n.Route.Platform.Id))
            .SelectMany(g => g.Chunk(EventStore.MaxEntries).Select(notices => new EventRow
            {
                At = notices[0].From.Now,
                Kind = EventKind.Accepted,
                ByKind = notices[0].From.By,
                ClaimantId = g.Key.ClaimantId,
                ClaimantRegion = g.Key.Region,
                PlatformId = g.Key.PlatformId,
                Entries = [.. notices.Select(n => n.Accepted)],
            }))];

    /// <summary>Links the notices of those who store evidence to what they name.</summary>
    public static Task LinkAsync(Session s, List<NewNotice> accepted, IReadOnlyList<Guid> holders) =>
        holders.Count == 0 ? Task.CompletedTask : EvidenceLinks.AddAsync(s, [.. accepted
            .Where(n => holders.Contains(n.From.Batch.ClaimantId))
            .SelectMany(n => EvidenceLinks.Of(n.Id, n.Route.Platform.Id, n.Hashes))]);

    /// <summary>Holds the notices whose policy wants their files first, until these are stored.</summary>
    public static async Task<IReadOnlySet<Guid>> HoldAsync(Session s, List<NewNotice> accepted)
    {
        var held = new HashSet<Guid>();
        foreach (var sender in accepted.Where(n => n.Route.Policy.RequiresEvidence is true)
            .GroupBy(n => n.From.Batch.ClaimantId).OrderBy(g => g.Key))
        {
            held.UnionWith(await EvidenceHolds.AddAsync(s, sender.Key, [.. sender.Select(n => (
                n.Id, n.Route.Platform.Id, (IReadOnlyList<EvidenceHash>)[.. n.Hashes]))]));
        }
        return held;
    }

    private IEnumerable<EvidenceHash> Hashes => EvidenceLinks.HashesOf(Content.Evidence);
}
