using System.Globalization;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;

namespace Takedown.Server.Intake;

/// <summary>An item with several platforms: the rules of the list, and one result of the judgements on each.</summary>
internal static class Respondents
{
    private const string Place = "/respondents";

    /// <summary>Whether the list is one that can be judged.</summary>
    public static void Check(NoticeInput notice, List<InputFault> faults)
    {
        if (notice.Respondents is not { } all) return;
        if (all.Count == 0) faults.Add(Place, "field.required");
        if (all.Count > SameTarget.MaxRespondents)
            faults.Add(Place, "list.too-long", SameTarget.MaxRespondents.ToString(CultureInfo.InvariantCulture));
        for (var i = 1; i < Math.Min(all.Count, SameTarget.MaxRespondents); i++)
            if (all.Take(i).Contains(all[i])) faults.Add($"{Place}/{i}", "respondent.repeated");
        if (notice.PlatformId is not null) faults.Add("/platformId", "respondents.exclude");
        // Each would replace the one notice.
        if (notice.Supersedes is not null) faults.Add("/supersedes", "respondents.exclude");
    }

    /// <summary>The faults for all respondents, those of a platform at its place in the list.</summary>
    public static IReadOnlyList<InputFault> FaultsOf(IReadOnlyList<JudgedItem> judged)
    {
        var all = new List<InputFault>();
        for (var i = 0; i < judged.Count; i++)
        {
            foreach (var fault in judged[i].Faults)
            {
                var placed = fault.Pointer == "/platformId" || fault.Code == "regime.not-platform"
                    ? fault with { Pointer = $"{Place}/{i}" } : fault;
                if (!all.Exists(f => f.Pointer == placed.Pointer && f.Code == placed.Code)) all.Add(placed);
            }
        }
        return all;
    }
}
