using Microsoft.Extensions.DependencyInjection;
using Takedown.Contracts;
using Takedown.Server.Cases;
using Takedown.Storage;

namespace Takedown.Server.Tests.Harness;

/// <summary>People of bodies, and cases for them to act on.</summary>
internal static class Officers
{
    /// <summary>A unified social credit code with its check character.</summary>
    public const string Uscc = "91350100M000100Y43";

    /// <summary>The connection of a new person of an organisation.</summary>
    public static async Task<Api> OfficerAsync(this TestServer server, Organisation of, string role = "officer")
    {
        var person = (await server.Operator.PostAsync(
            $"/v1/organisations/{of.Id}/people", new { name = $"{role} of {of.Id}", role })).Must(201).Json.Id("id");
        return server.With(
            (await server.Operator.PostAsync($"/v1/people/{person}/keys", new { })).Must(201).Json.Text("key"));
    }

    /// <summary>A case of a body.</summary>
    public static async Task<Guid> CaseAsync(
        this TestServer server, Organisation body, string region, string function = "copyright",
        CaseState state = CaseState.Accepted)
    {
        var id = server.Services.GetRequiredService<Ids>().Next();
        var now = await server.NowAsync();
        await server.Services.GetRequiredService<Database>().WriteAsync(async s =>
        {
            await CaseStore.AddAsync(s, new CaseRow
            {
                Id = id,
                No = $"{region[3..]}-{function}-{id}",
                Title = "Case of a site",
                BodyId = body.Id,
                Region = region,
                Function = function,
                IpType = "copyright",
                State = state,
                OpenedAt = now,
            });
            return true;
        });
        return id;
    }
}
