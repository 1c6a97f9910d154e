using System.Net.Http.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Tests.Executable;

/// <summary>An organisation and a client that calls with its key.</summary>
internal sealed record Registered(Guid Id, string Key, HttpClient Http);

/// <summary>Registers organisations over HTTP, as an operator does.</summary>
internal static class Registration
{
    public static async Task<Registered> RegisterAsync(this ServerProcess server, OrganisationInput input)
    {
        using var http = server.Client();
        var organisation = await PostAsync(
            http, "/v1/organisations", JsonContent.Create(input, TakedownJson.Default.OrganisationInput),
            TakedownJson.Default.OrganisationView);
        var key = await PostAsync(
            http, $"/v1/organisations/{organisation.Id}/keys", null, TakedownJson.Default.KeyCreated);
        return new(organisation.Id, key.Key, server.Client(key.Key));
    }

    public static Task<Registered> RegisterPlatformAsync(this ServerProcess server, string host) =>
        server.RegisterAsync(new()
        {
            Kind = OrganisationKind.Platform,
            Name = host,
            Region = "CN-110000",
            Country = "CN",
            Hosts = [host],
            ServiceType = "short-video",
            Regime = "cn-copyright",
        });

    public static Task<Registered> RegisterClaimantAsync(
        this ServerProcess server, string name, string? region = null) =>
        server.RegisterAsync(new()
        {
            Kind = OrganisationKind.Claimant,
            Name = name,
            Country = "CN",
            Region = region,
            Email = "rights@claimant.example",
            Address = "1 Film Road, Beijing",
        });

    public static Task<Registered> RegisterBodyAsync(
        this ServerProcess server, string region, params IReadOnlyList<string> functions) =>
        server.RegisterAsync(new()
        {
            Kind = OrganisationKind.Regulator,
            Name = $"Office of {region}",
            Country = "CN",
            Region = region,
            Functions = functions,
        });

    private static async Task<T> PostAsync<T>(
        HttpClient http, string path, HttpContent? body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        using var answer = await http.PostAsync(path, body);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(
                $"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
        return (await answer.Content.ReadFromJsonAsync(type))!;
    }
}
