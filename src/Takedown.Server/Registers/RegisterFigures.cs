using Takedown.Server.Figures;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Registers;

/// <summary>
/// Figures of the form that are the registers themselves (底数网站, 底数 APP, 重点目录数, 预警名单, 黑名单): rows of a body as
/// they stood at the end of the period.
/// </summary>
internal sealed class RegisterFigures : IFigureSource
{
    private static readonly Dictionary<string, string> Registers = new(StringComparer.Ordinal)
    {
        ["sites-registered"] = "sites",
        ["apps-registered"] = "apps",
        ["key-list-entries"] = "key-new-business",
        ["key-works-listed"] = KeyWorks.Register,
        ["blacklisted"] = "blacklist",
    };

    public IReadOnlyList<FigureDefinition> Figures { get; } =
    [
        new("sites-registered", "patrol", "底数网站 (家)", "Sites in the register", "register-row"),
        new("apps-registered", "patrol", "底数 APP (个)", "Apps in the register", "register-row"),
        new("key-list-entries", "patrol", "重点目录数", "Entries of key lists", "register-row"),
        new("key-works-listed", "key-works", "预警名单 (部)", "Works on the pre-warning list", "register-row"),
        new("blacklisted", "accounts", "黑名单", "Entries of the blacklist", "register-row"),
    ];

    private const string AsItStood =
        "body_id = @BodyId AND removed = 0 AND since < @Before AND (until IS NULL OR until >= @Before)";

    private const string Counts =
        $"SELECT register, COUNT(*) AS count FROM register_rows WHERE {AsItStood} GROUP BY register";

    private sealed record Row
    {
        public string Register { get; init; } = "";
        public long Count { get; init; }
    }

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(Session s, FigureScope scope)
    {
        var counts = (await s.QueryAsync<Row>(Counts, new { scope.BodyId, scope.Before }))
            .ToDictionary(r => r.Register, r => r.Count);
        return Registers.ToDictionary(r => r.Key, r => counts.GetValueOrDefault(r.Value));
    }

    public Task<IReadOnlyList<Guid>> IdsAsync(Session s, string figure, FigureScope scope, Guid after, int take) =>
        s.QueryAsync<Guid>(
            $"SELECT id FROM register_rows WHERE register = @register AND id > @after AND {AsItStood} "
                + "ORDER BY id LIMIT @take",
            new { register = Registers[figure], after, take, scope.BodyId, scope.Before });
}
