using System.Text.Json.Nodes;
using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Api;

namespace Takedown.Screens.Operators;

/// <summary>A kind of versioned document that is read and written as a whole.</summary>
/// <param name="Slug">Its name in forms.</param>
/// <param name="English">Its title.</param>
/// <param name="Chinese">Its title in Chinese.</param>
/// <param name="Api">Its path of the API, with <c>{0}</c> for the code.</param>
/// <param name="Shown">Its page below <c>/console</c>, likewise.</param>
public sealed record DocumentKind(string Slug, string English, string Chinese, string Api, string Shown)
{
    private static readonly string[] Set = ["id", "code", "axis", "version", "warnings", "next"];

    /// <summary>Whether it may be saved under another code, which makes a new one.</summary>
    public bool HasNew { get; init; }

    /// <summary>Whether only the fields named in <c>own</c> are its own; the others are the server's.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Who writes it.</summary>
    public OrganisationKind Editor { get; init; } = OrganisationKind.Operator;

    /// <summary>Whether the reader may write it.</summary>
    public bool MayEdit(Screen screen) => screen.Kind == Editor
        && screen.May(Editor is OrganisationKind.Operator ? KeyScope.Operate : KeyScope.Send);

    public static readonly IReadOnlyList<DocumentKind> All =
    [
        new("policies", "Policy", "时限策略", "/v1/policies/{0}", "/policies/{0}") { HasNew = true },
        new("calendars", "Calendar", "工作日历", "/v1/calendars/{0}", "/calendars/{0}") { HasNew = true },
        new("regimes", "Regime", "法律制度", "/v1/regimes/{0}", "/regimes/{0}") { HasNew = true },
        new("vocabularies", "Vocabulary", "词表", "/v1/vocabularies/{0}", "/vocabularies/{0}"),
        new("functions", "Functions of regulators", "监管职能", "/v1/functions", "/functions"),
        new("responsibilities", "Responsibilities", "职责分工", "/v1/responsibilities", "/responsibilities"),
        new("region-clusters", "Region cluster", "区域协作组", "/v1/region-clusters/{0}", "/region-clusters/{0}")
        {
            HasNew = true,
        },
        new("agreements", "Agreement", "版权合作协议", "/v1/agreements/{0}", "/agreements/{0}") { HasNew = true },
        new("never-touch", "Never to be claimed", "不予主张清单", "/v1/never-touch", "/never-touch")
        {
            Editor = OrganisationKind.Claimant,
        },
        new("obligations", "Duties to file", "报送要求", "/v1/reports/obligations", "/obligations"),
        new("limits", "Limits of the server", "服务器用量限制", "/v1/limits", "/limits"),
        new("organisation-limits", "Limits of an organisation", "机构用量限制", "/v1/organisations/{0}/limits",
            "/organisations/{0}/limits") { IsPartial = true },
    ];

    public static DocumentKind? Find(string? slug) => All.FirstOrDefault(k => k.Slug == slug);

    /// <summary>The kind that a page shows.</summary>
    public static DocumentKind Of(Screen screen)
    {
        var code = screen.Route("code");
        return All.First(k => string.Format(null, k.Shown, code) == screen.Path["/console".Length..]);
    }

    public string Title(Screen screen) => screen.T(English, Chinese);

    public string PathOf(string code) => string.Format(null, Api, Paths.Segment(code));

    public string PageOf(string code) => "/console" + string.Format(null, Shown, Paths.Segment(code));

    /// <summary>The document as a person edits it: without what the server sets.</summary>
    public JsonObject Editable(JsonNode? document)
    {
        var own = (document?["own"] as JsonArray)?.Select(o => o?.ToString()).ToHashSet();
        return new((document as JsonObject ?? [])
            .Where(p => p.Key != "own" && !Set.Contains(p.Key) && (!IsPartial || own?.Contains(p.Key) == true))
            .Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
    }
}
