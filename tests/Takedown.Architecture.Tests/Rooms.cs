using System.Reflection;
using System.Text.RegularExpressions;

namespace Takedown.Architecture.Tests;

/// <summary>The folders of the server, their floors and which of them use which.</summary>
internal static partial class Rooms
{
    private const string Root = "Takedown.Server";
    private const int FeatureFloor = 7;
    private const RegexOptions Options = RegexOptions.Multiline | RegexOptions.ExplicitCapture;

    private static readonly string[][] Floors =
    [
        ["Http"],
        ["Hosting"],
        ["Auditing"],
        ["Messaging", "Observability", "Registry"],
        ["Notices", "Limits", "Bodies", "Figures"],
        ["Connectors", "Escalations", "Cases"],
        [
            "Intake", "Delivery", "Responses", "Claims", "Deadlines", "Accounts", "Feeds", "Compliance",
            "Operations", "Sandbox", "Organisations", "Leads", "Assistance", "Registers", "FieldWork",
            "Campaigns", "Supervision", "Information", "SelfInspections", "Publications", "Credit", "Traces",
            "Forms", "Enforcement", "Authorities", "Sessions", "Views", "HeldActs", "Recalls", "Subscriptions",
            "Looks", "Transparency", "Evidence", "OwnRemovals", "Profiles", "ObservedLimits", "CounterNotices",
            "Disputes", "Agreements", "Extensions", "Mediations", "Confirmations", "NeverTouch",
        ],
        ["App"],
        ["Program"],
    ];

    public static readonly IReadOnlyDictionary<string, int> FloorOf =
        Floors.SelectMany((rooms, floor) => rooms.Select(room => (room, floor: floor + 1)))
            .ToDictionary(r => r.room, r => r.floor);

    public static bool IsFeature(string room) => FloorOf.GetValueOrDefault(room) == FeatureFloor;

    public static readonly IReadOnlyList<Type> Types = [.. Assembly.Load(Root).GetTypes()
        .Where(t => !t.IsNested && RoomOf(t) is not null)];

    /// <summary>
    /// From the compiled types and, because constants leave no trace there, from the using directives, which the build
    /// keeps free of unnecessary ones.
    /// </summary>
    public static readonly IReadOnlyList<Use> Uses = [.. FromTypes().Concat(FromSources())
        .Where(u => u.From != u.To).DistinctBy(u => (u.From, u.To, u.By)).OrderBy(u => u.From, StringComparer.Ordinal)];

    private static IEnumerable<Use> FromTypes() =>
        from type in Types
        from used in UsedTypes.Of(type)
        where used.Assembly == type.Assembly && RoomOf(used) is not null
        select new Use(RoomOf(type)!, RoomOf(used)!, $"{type.Name} uses {used.Name}");

    private static IEnumerable<Use> FromSources() =>
        from file in Sources.In($"src/{Root}")
        let folder = file.Path.Split('/')[2]
        from Match match in Using().Matches(file.Text)
        select new Use(folder == "Program.cs" ? "Program" : folder, match.Groups["room"].Value, file.Path);

    /// <summary>The folder below the root; generated types have none.</summary>
    private static string? RoomOf(Type type) =>
        type.IsNested ? RoomOf(type.DeclaringType!)
        : type.Namespace?.Split('.') is ["Takedown", "Server", var room, ..] ? room
        : type.Name == "Program" ? "Program" : null;

    [GeneratedRegex(@"^using (static )?Takedown\.Server\.(?<room>\w+)", Options, 2000)]
    private static partial Regex Using();
}

/// <summary>One folder uses another.</summary>
internal sealed record Use(string From, string To, string By)
{
    public override string ToString() => $"{From} → {To}: {By}";
}
