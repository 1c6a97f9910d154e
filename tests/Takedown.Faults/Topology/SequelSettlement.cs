using Takedown.Contracts;

namespace Takedown.Faults.Topology;

/// <summary>
/// Registers whose stories have several notices: in a country of their own, so that nothing that the other guarantees
/// count has part in it, and with a regime whose time to complete a notice ends within the schedule.
/// </summary>
internal static class SequelSettlement
{
    public const string Regime = "sequels";

    /// <summary>Like it, but a notice counts as to what it shows, and is sent with what it lacks.</summary>
    public const string Shown = "sequels-shown";

    public static readonly TimeSpan Cure = TimeSpan.FromHours(20);

    private const string Country = "MY", Usual = "cn-copyright", Like = "us-dmca";

    public static OrganisationInput Claimant(string name) => new()
    {
        Kind = OrganisationKind.Claimant,
        Name = name,
        Country = Country,
        Email = "rights@sequels.example",
        Address = "1 Film Road",
    };

    public static OrganisationInput Platform(string name, string host) => new()
    {
        Kind = OrganisationKind.Platform,
        Name = name,
        Country = Country,
        Region = Country,
        Hosts = [host],
        Regime = Usual,
        Regimes = [Usual, Regime, Shown],
    };

    public static OrganisationInput Regulator { get; } = new()
    {
        Kind = OrganisationKind.Regulator,
        Name = "Ministry",
        Country = Country,
        Region = Country,
        Functions = ["copyright"],
    };

    public static async Task RuleAsync(Caller op)
    {
        var like = await op.CallAsync(api => api.GetRegimeAsync(Like));
        foreach (var (code, effect) in new[] { (Regime, "no-effect"), (Shown, "as-to-what-it-shows") })
        {
            await op.CallAsync(api => api.Operator.PutRegimeAsync(like with
            {
                Code = code,
                Name = "For sequels",
                Countries = null,
                AlsoIn = null,
                Deficiency = like.Deficiency with
                {
                    Effect = effect,
                    Cure = new() { Unit = LimitUnit.Running, Duration = Cure },
                },
            }));
        }
    }
}
