using Microsoft.AspNetCore.Builder;
using Takedown.Contracts;
using Takedown.Screens.Access;

namespace Takedown.Screens.Common;

/// <summary>Pages of everybody.</summary>
internal sealed class CommonArea : IArea
{
    public IEnumerable<MenuLine> Menu => [new("", "Home", "首页")];

    public void Map(ConsoleRoutes routes)
    {
        routes.Page<Home>("");
        routes.Page<Profile>("/profile");
        routes.Own.MapPost("/profile/sessions", SessionsEndpoint.EndAsync).TakesForm();
        routes.Page<KeysHelp>("/keys-help");
        routes.Page<NoticePage>("/notices/{id}");
        routes.Page<ComplaintPage>(
            "/notices/{id}/complaint", OrganisationKind.Claimant, OrganisationKind.Regulator);
        routes.Own.MapGet("/notices/{id:guid}/evidence/{sha256:length(64)}", EvidenceDownload.RunAsync).GivesFile();
        routes.Own.MapGet("/notices/{id:guid}/complaint.zip", static (Screen screen, Guid id) => Downloads.OfAsync(
            screen, $"/v1/notices/{id}/complaint", $"complaint-{id}.zip", "application/zip"))
            .GivesFile(OrganisationKind.Claimant, OrganisationKind.Regulator);
    }
}
