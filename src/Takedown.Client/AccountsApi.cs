using Takedown.Contracts;

namespace Takedown.Client;

/// <summary>
/// Accounts of users: how they stand, the blacklist of their platform, appeals against measures, and accounts of the
/// same operator. Account actions are read and answered with <see cref="PlatformApi"/>.
/// </summary>
public sealed class AccountsApi
{
    private readonly ApiConnection wire;

    internal AccountsApi(ApiConnection wire) => this.wire = wire;

    /// <summary>How an account stands; who is not its platform names that.</summary>
    public Task<AccountStanding> GetStandingAsync(
        string account, Guid? platformId = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/accounts", ("account", account), ("platform", platformId.Text())),
            ApiConnection.Json.AccountStanding, cancellation);

    /// <summary>A platform puts an account on its blacklist, or a person of its regulator orders it.</summary>
    public Task<AccountActionView> BlacklistAsync(
        AccountBlacklistInput entry, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, "/v1/account-blacklist", entry,
            ApiConnection.Json.AccountBlacklistInput, ApiConnection.Json.AccountActionView, cancellation);

    /// <summary>A page of the blacklist: what is in force, of one platform or about one account.</summary>
    public Task<Page<AccountActionView>> ListBlacklistAsync(
        Guid? platformId = null, string? account = null, string? after = null, int? limit = null,
        CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/account-blacklist", ("platform", platformId.Text()), ("account", account),
                ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageAccountActionView, cancellation);

    /// <summary>Ends an entry of the blacklist before its time.</summary>
    public Task<AccountActionView> EndBlacklistingAsync(
        Guid actionId, string reason, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"/v1/account-blacklist/{actionId}/removal", new ReasonInput { Reason = reason },
            ApiConnection.Json.ReasonInput, ApiConnection.Json.AccountActionView, cancellation);

    /// <summary>A platform files the appeal of an account against a measure, once.</summary>
    public Task<AccountAppealView> AppealAsync(
        Guid actionId, string text, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"/v1/account-actions/{actionId}/appeal", new AccountAppealInput { Text = text },
            ApiConnection.Json.AccountAppealInput, ApiConnection.Json.AccountAppealView, cancellation);

    /// <summary>The appeal against a measure.</summary>
    public Task<AccountAppealView> GetAppealAsync(Guid actionId, CancellationToken cancellation = default) =>
        wire.GetAsync(
            $"/v1/account-actions/{actionId}/appeal", ApiConnection.Json.AccountAppealView, cancellation);

    /// <summary>A person of the platform decides an appeal.</summary>
    public Task<AccountAppealView> DecideAppealAsync(
        Guid actionId, AppealDecisionInput decision, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"/v1/account-actions/{actionId}/appeal/decision", decision,
            ApiConnection.Json.AppealDecisionInput, ApiConnection.Json.AccountAppealView, cancellation);

    /// <summary>The measures that followed from the notice of a one-time link, as the user reads them.</summary>
    public Task<AccountSteps> GetOwnStepsAsync(string link, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/account-appeals/steps", ("link", link)),
            ApiConnection.Json.AccountSteps, cancellation);

    /// <summary>Appeals by the code of a one-time link, as the user does itself.</summary>
    public Task<AccountSteps> FileOwnAppealAsync(LinkAppealInput appeal, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, "/v1/account-appeals/with-link", appeal,
            ApiConnection.Json.LinkAppealInput, ApiConnection.Json.AccountSteps, cancellation);

    /// <summary>A platform says who operates accounts; only keyed hashes of it are stored.</summary>
    public Task<AccountOperatorsStored> PutOperatorsAsync(
        IReadOnlyList<AccountOperatorInput> accounts, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Put, "/v1/account-operators", new AccountOperatorsInput { Items = accounts },
            ApiConnection.Json.AccountOperatorsInput, ApiConnection.Json.AccountOperatorsStored, cancellation);

    /// <summary>A page of operators with several accounts on the platforms that the caller sees.</summary>
    public Task<Page<SameOperator>> ListSameOperatorsAsync(
        int? minAccounts = null, string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/account-operators", ("minAccounts", minAccounts.Text()),
                ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageSameOperator, cancellation);
}
