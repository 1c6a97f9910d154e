using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>The ways that a sender may choose beside a notice.</summary>
internal static class ClaimPath
{
    public static readonly IReadOnlyList<string> All = ["platform", "administrative", "civil", "criminal"];

    public static void Check(IReadOnlyList<string>? path, List<InputFault> faults)
    {
        if (path?.Count > All.Count) faults.Add("/path", "list.too-long", $"{All.Count}");
        foreach (var (i, way) in (path ?? []).Take(All.Count).Index())
        {
            if (!All.Contains(way))
                faults.Add($"/path/{i}", "value.unknown", JsonErrors.Shorten(way ?? ""), string.Join(", ", All));
        }
    }
}
