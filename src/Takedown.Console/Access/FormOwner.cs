using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Takedown.Screens.Access;

/// <summary>Binds the token of a form to the session in which the form was made.</summary>
internal sealed class FormOwner : IAntiforgeryAdditionalDataProvider
{
    public string GetAdditionalData(HttpContext context) => Owner(context);

    public bool ValidateAdditionalData(HttpContext context, string additionalData) =>
        string.Equals(additionalData, Owner(context), StringComparison.Ordinal);

    private static string Owner(HttpContext http) =>
        http.RequestServices.GetRequiredService<Screen>().Caller?.Name ?? "";
}
