using Takedown.Contracts;
using Takedown.Core.Supervision;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Supervision;

/// <summary>The shape of what is sent.</summary>
internal static class SupervisionRules
{
    private const int MaxBodies = 20, MaxCases = 100, MaxTitle = 300, MaxNo = 200, MaxGround = 5000;
    public const int MaxText = 20_000;

    public static List<InputFault> FaultsOf(SupervisionInput input, RegistrySnapshot registry, DateOnly today)
    {
        List<InputFault> faults = [];
        faults.CheckText(input.Title, MaxTitle, "/title");
        faults.CheckLength(input.No, MaxNo, "/no");
        faults.CheckLength(input.Ground, MaxGround, "/ground");
        if (input.Date > today) faults.Add("/date", "time.future");
        if (input.Criteria is not { Count: > 0 }) faults.Add("/criteria", "field.required");
        else if (input.Criteria.Distinct().Count() < input.Criteria.Count) faults.Add("/criteria", "value.duplicate");
        faults.CheckIds(input.Cases, MaxCases, "/cases");
        faults.CheckIds(input.Leads, MaxCases, "/leads");
        if ((input.Cases?.Count ?? 0) + (input.Leads?.Count ?? 0) == 0) faults.Add("/cases", "field.required");
        CheckBodies(faults, input.Bodies, registry);
        if (input.ReportEvery < TimeSpan.FromDays(1) || input.ReportEvery > ReportSchedule.Longest)
            faults.Add("/reportEvery", "value.out-of-range", "P1D – P90D");
        return faults;
    }

    public static void CheckBodies(List<InputFault> faults, IReadOnlyList<Guid>? bodies, RegistrySnapshot registry)
    {
        faults.CheckIds(bodies, MaxBodies, "/bodies");
        for (var i = 0; i < Math.Min(bodies?.Count ?? 0, MaxBodies); i++)
            if (!registry.Regulators.ContainsKey(bodies![i])) faults.Add($"/bodies/{i}", "body.unknown");
    }
}
