using Takedown.Faults.Clients;

namespace Takedown.Faults.Topology;

/// <summary>Who acts after answers.</summary>
internal sealed partial class Population
{
    private async Task<Quarrels> QuarrelAsync()
    {
        var claimant = await RegisterAsync(QuarrelSettlement.Claimant);
        var platform = await RegisterAsync(QuarrelSettlement.Platform);
        var regulator = await RegisterAsync(QuarrelSettlement.Regulator);
        await QuarrelSettlement.RuleAsync(Operator, claimant.Id, platform.Id);
        return new(
            claimant.Id, platform.Id,
            new(CallerOf("quarreller", claimant), await PersonAsync(claimant.Id, "second quarreller"),
                CallerOf("quarrels", platform)),
            CallerOf("registry", regulator), RandomOf("quarrels"), settings.MostTurns);
    }

    private async Task<Sequels> TellAsync()
    {
        await SequelSettlement.RuleAsync(Operator);
        var author = await RegisterAsync(SequelSettlement.Claimant("author"));
        var agent = await RegisterAsync(SequelSettlement.Claimant("agent"));
        var suspect = await RegisterAsync(SequelSettlement.Claimant("suspect"));
        var host = await RegisterAsync(SequelSettlement.Platform("host", SequelSides.Name));
        var mirror = await RegisterAsync(SequelSettlement.Platform("mirror", SequelSides.MirrorName));
        var regulator = await RegisterAsync(SequelSettlement.Regulator);
        regulator.Http.Dispose();
        var own = (await Operator.CallAsync(api => api.GetMeAsync())).Organisation.Id;
        return new(
            new()
            {
                Author = CallerOf("author", author),
                Agent = CallerOf("agent", agent),
                Suspect = CallerOf("suspect", suspect),
                Host = CallerOf("host", host),
                Mirror = CallerOf("mirror", mirror),
                Trust = await PersonAsync(host.Id, "trust"),
                Officer = await PersonAsync(regulator.Id, "officer of scores"),
                Desk = await PersonAsync(own, "desk"),
                Operator = Operator,
                AuthorId = author.Id,
                AgentId = agent.Id,
                SuspectId = suspect.Id,
                HostId = host.Id,
                MirrorId = mirror.Id,
            },
            RandomOf("sequels"), settings.MostTurns);
    }
}
