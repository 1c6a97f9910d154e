using Takedown.Contracts;
using Takedown.Screens.Access;

namespace Takedown.Screens;

/// <summary>A part of the console with its pages and its lines of the menu.</summary>
internal interface IArea
{
    IEnumerable<MenuLine> Menu { get; }

    void Map(ConsoleRoutes routes);
}

/// <summary>A line of the menu.</summary>
/// <param name="Path">Where it leads, below <c>/console</c>.</param>
/// <param name="English">Its English text.</param>
/// <param name="Chinese">Its Chinese text.</param>
/// <param name="Kinds">For whom it is.</param>
internal sealed record MenuLine(string Path, string English, string Chinese, params OrganisationKind[] Kinds)
{
    /// <summary>The heading above it, where it begins a group.</summary>
    public (string English, string Chinese)? Group { get; init; }
}

/// <summary>The areas in the order of the menu.</summary>
internal static class Areas
{
    public static readonly IReadOnlyList<IArea> All =
    [
        new Common.CommonArea(), new Regulators.RegulatorArea(), new Regulators.RegulatorWorkArea(),
        new Claimants.ClaimantArea(), new CounterNotices.CounterNoticeArea(), new Subscriptions.SubscriptionArea(),
        new Platforms.PlatformArea(), new Accounts.AccountArea(),
        new Operators.OperatorArea(), new PublicRecord.RecordArea(), new Confirmations.ConfirmationArea(),
        new Scores.ScoreArea(),
    ];
}
