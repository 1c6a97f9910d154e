using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Takedown.Contracts.Json;

namespace Takedown.Server.Http;

internal static class HttpModule
{
    public static void AddHttp(this IServiceCollection services)
    {
        // Not AddAuthentication: it also adds data protection, which is not used here and stores keys in the home
        // directory.
        services.AddAuthenticationCore(options => options.DefaultScheme = KeyAuthentication.Name).AddWebEncoders();
        new AuthenticationBuilder(services)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, null);
        services.AddSingleton(new SignInClaim(null));
        services.AddAuthorization();
        services.ConfigureHttpJsonOptions(json =>
        {
            var ours = TakedownJson.Default.Options;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, TakedownJson.Default);
            json.SerializerOptions.DefaultIgnoreCondition = ours.DefaultIgnoreCondition;
            json.SerializerOptions.NumberHandling = ours.NumberHandling;
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            foreach (var converter in ours.Converters) json.SerializerOptions.Converters.Add(converter);
        });
        services.AddTakedownOpenApi();
    }

    public static void MapHttp(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.UseSwaggerUI(ui =>
        {
            ui.SwaggerEndpoint("/openapi/v1.json", "Takedown v1");
            ui.DocumentTitle = "Takedown";
        });
    }
}
