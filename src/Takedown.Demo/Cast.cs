using Takedown.Client;
using Takedown.Contracts;

namespace Takedown.Demo;

/// <summary>A registered organisation with its key and a client that uses it.</summary>
internal sealed record Member(Guid Id, string Name, string Key, TakedownClient Client);

/// <summary>A person of a regulator with a key of its own, because only people decide.</summary>
internal sealed record Official(string Name, PersonRole Role, string Key);

/// <summary>All participants of the demo, registered with the server.</summary>
internal sealed record Cast(
    IReadOnlyDictionary<Voice, Member> Claimants,
    IReadOnlyDictionary<Temper, Member> Platforms,
    IReadOnlyDictionary<Authority, Member> Regulators)
{
    /// <summary>The people of the regulator of Yunnan: one who prepares and one who approves.</summary>
    public IReadOnlyList<Official> Officials { get; private init; } = [];

    public static async Task<Cast> RegisterAsync(
        HttpClient http, TakedownClient operatorClient, CancellationToken stop)
    {
        var cast = new Cast(
            await EachAsync<Voice>(CastList.Claimant, http, operatorClient, stop),
            await EachAsync<Temper>(CastList.Platform, http, operatorClient, stop),
            await EachAsync<Authority>(CastList.Regulator, http, operatorClient, stop));
        var office = cast.Regulators[Authority.Yunnan].Id;
        var officials = new List<Official>();
        foreach (var person in CastList.Officials)
        {
            var made = await operatorClient.Operator.RegisterPersonAsync(office, person, stop);
            var key = await operatorClient.Operator.CreatePersonKeyAsync(made.Id, stop);
            officials.Add(new(made.Name, made.Role, key.Key));
        }
        return cast with { Officials = officials };
    }

    private static async Task<IReadOnlyDictionary<T, Member>> EachAsync<T>(
        Func<T, OrganisationInput> input, HttpClient http, TakedownClient operatorClient, CancellationToken stop)
        where T : struct, Enum
    {
        var members = new Dictionary<T, Member>();
        foreach (var role in Enum.GetValues<T>())
        {
            var organisation = await operatorClient.Operator.RegisterAsync(input(role), stop);
            var made = await operatorClient.Operator.CreateKeyAsync(organisation.Id, stop);
            members[role] = new(organisation.Id, organisation.Name, made.Key, new(http, made.Key));
        }
        return members;
    }
}
