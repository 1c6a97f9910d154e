using Takedown.Contracts;
using Takedown.Faults.Clients;

namespace Takedown.Faults.Topology;

/// <summary>
/// Registers who quarrels: in a country of their own, so that nothing that the other guarantees count has part in it,
/// under a policy whose times end within the schedule, and with an agreement on a shorter one to act.
/// </summary>
internal static class QuarrelSettlement
{
    public const string Policy = "QUARRELS", Agreement = "QUARRELS-2026", ServiceType = "cloud-disk";

    public static readonly TimeSpan Window = TimeSpan.FromHours(20), Act = TimeSpan.FromHours(30),
        Restore = TimeSpan.FromHours(24);

    private const string Country = "SG";

    public static OrganisationInput Claimant { get; } = new()
    {
        Kind = OrganisationKind.Claimant,
        Name = "Quarreller",
        Country = Country,
        Email = "rights@quarreller.example",
        Address = "1 Film Road",
    };

    public static OrganisationInput Platform { get; } = new()
    {
        Kind = OrganisationKind.Platform,
        Name = "quarrels",
        Country = Country,
        Region = Country,
        Hosts = [Quarrels.Host],
        ServiceType = ServiceType,
        Regime = "cn-copyright",
    };

    public static OrganisationInput Regulator { get; } = new()
    {
        Kind = OrganisationKind.Regulator,
        Name = "Registry",
        Country = Country,
        Region = Country,
        Functions = ["copyright"],
    };

    public static async Task RuleAsync(Caller op, Guid claimant, Guid platform)
    {
        var usual = await op.CallAsync(api => api.GetPolicyAsync("DEFAULT"));
        await op.CallAsync(api => api.Operator.PutPolicyAsync(usual with
        {
            Code = Policy,
            Name = "For quarrels",
            Selectors = new() { ServiceTypes = [ServiceType], Countries = [Country] },
            Rank = 1000,
            Deadlines = usual.Deadlines with
            {
                Act = Of(TimeSpan.FromHours(60)),
                Assess = Of(TimeSpan.FromHours(10)),
                Restore = Of(Restore),
                Review = Of(TimeSpan.FromDays(2)),
                Extension = Of(TimeSpan.FromHours(24)),
                Mediation = Of(TimeSpan.FromDays(5)),
            },
            CounterNotice = usual.CounterNotice with { Kind = "wait", Window = Of(Window) },
        }));
        await op.SendAsync(HttpMethod.Put, $"/v1/agreements/{Agreement}", new
        {
            claimants = new[] { claimant }, platforms = new[] { platform },
            actLimit = new { unit = "running", duration = "PT30H" }, from = "2020-01-01",
            document = new string('a', 64),
        });
    }

    private static TimeLimit Of(TimeSpan time) => new() { Unit = LimitUnit.Running, Duration = time };
}
