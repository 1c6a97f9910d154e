namespace Takedown.Contracts;

/// <summary>
/// A legal regime, as versioned data: what a notice and a counter-notice need, the effects of what is missing, and the
/// function of the regulators.
/// </summary>
public sealed record Regime
{
    /// <summary>Code in lower case, such as <c>cn-copyright</c>.</summary>
    public string Code { get; init => field = value ?? ""; } = "";
    /// <summary>Version, from 1; set by the server and increased by every <c>PUT</c>.</summary>
    public int Version { get; init; }
    /// <summary>Name for people.</summary>
    public required string Name { get; init; }
    /// <summary>
    /// Required elements of a notice: a pointer such as <c>/work/title</c>, <c>rights-holder-contact</c> (any of
    /// contact, e-mail, phone), <c>location</c> (URL or an exact locator), <c>evidence</c>, <c>ownership-proof</c>
    /// (registration number or evidence of ownership), <c>comparison-report</c> or <c>evaluation-report</c> (evidence
    /// of that kind) or <c>statement:truth</c>.
    /// </summary>
    public required IReadOnlyList<string> Required { get; init; }
    /// <summary>Further elements by the type of the right (<c>ipType</c> of the notice).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? RequiredByIpType { get; init; }
    /// <summary>Further elements by the kind of infringement (<c>infringement</c> of the notice).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? RequiredByMode { get; init; }
    /// <summary>
    /// The kind of organisation whose notices the regime is for; null for claimants. Orders and notices of authorities
    /// are those of regulators.
    /// </summary>
    public OrganisationKind? OnlyKind { get; init; }
    /// <summary>
    /// Countries, or <c>EU</c>, where it holds unless a platform or a notice names another; at most one regime for
    /// each.
    /// </summary>
    public IReadOnlyList<string>? Countries { get; init; }
    /// <summary>Countries where platforms are under it too, without its being the one that holds by default.</summary>
    public IReadOnlyList<string>? AlsoIn { get; init; }
    /// <summary>The regulator function that receives breaches, unless the next table names another.</summary>
    public required string Function { get; init; }
    /// <summary>The regulator function by the type of the right (<c>ipType</c> of the notice).</summary>
    public IReadOnlyDictionary<string, string>? FunctionByIpType { get; init; }
    /// <summary>What a notice without a required element is worth, and the time to complete it.</summary>
    public required RegimeDeficiency Deficiency { get; init; }
    /// <summary>What a counter-notice needs and what follows from it.</summary>
    public required RegimeCounterNotice CounterNotice { get; init; }
    /// <summary>
    /// Limits of the regime: <c>online-platform-not-small</c> (counter-notices and suspensions only on online platforms
    /// that are not micro or small), <c>links-may-be-restored</c> (a service that only links need not restore).
    /// </summary>
    public IReadOnlyList<string>? Flags { get; init; }
    /// <summary>The legal source of the required elements, and of what <c>sources</c> does not name.</summary>
    public required SourceMark Source { get; init; }
    /// <summary>The sources of single fields, by their names.</summary>
    public IReadOnlyDictionary<string, SourceMark>? Sources { get; init; }
    /// <summary>Only in the answer to a <c>PUT</c>: words that are not in their vocabulary.</summary>
    public IReadOnlyList<FieldError>? Warnings { get; init; }
}

/// <summary>A notice that lacks a required element.</summary>
public sealed record RegimeDeficiency
{
    /// <summary>
    /// Its effect until it is complete: <c>no-effect</c> (as if never sent, so it waits) or
    /// <c>as-to-what-it-shows</c> (it is sent, says what it lacks, and binds as far as it shows).
    /// </summary>
    public required string Effect { get; init; }
    /// <summary>From the submission to the completion by the claimant.</summary>
    public required TimeLimit Cure { get; init; }
    /// <summary>
    /// Elements that may follow: a notice that lacks nothing else is accepted instead of refused, as <c>deficient</c>
    /// under the effect <c>no-effect</c>. Any of <c>/signature</c>, <c>/explanation</c>, <c>evidence</c>,
    /// <c>comparison-report</c>, <c>evaluation-report</c> and statements; absent: none.
    /// </summary>
    public IReadOnlyList<string>? Curable { get; init; }
    /// <summary>Source of the effect.</summary>
    public required SourceMark Source { get; init; }
    /// <summary>The sources of single fields, by their names.</summary>
    public IReadOnlyDictionary<string, SourceMark>? Sources { get; init; }
}

/// <summary>The rule of a regime for counter-notices.</summary>
public sealed record RegimeCounterNotice
{
    /// <summary>
    /// <c>wait</c>, <c>restore-at-once</c>, <c>after-event</c>, <c>complaint</c>, <c>by-court</c> or <c>none</c>.
    /// </summary>
    public required string Kind { get; init; }
    /// <summary>
    /// Required elements: <c>/accused/name</c>, <c>/accused/contact</c> (any of contact, e-mail, phone),
    /// <c>/accused/address</c>, <c>location</c> (what is to be restored), <c>evidence</c>, <c>/explanation</c>,
    /// <c>/consentToJurisdiction</c>, <c>/signature</c> or a statement: <c>statement:not-infringing</c>,
    /// <c>statement:good-faith</c>, <c>statement:under-perjury</c>, <c>statement:truth</c>.
    /// </summary>
    public required IReadOnlyList<string> Required { get; init; }
    /// <summary>Time in which the claimant, or for a complaint the user, acts.</summary>
    public TimeLimit? Window { get; init; }
    /// <summary>
    /// What starts the window: <c>claimant-arrival</c>, <c>provider-receipt</c> of the counter-notice, <c>decision</c>,
    /// <c>notice-receipt</c> or <c>none</c>.
    /// </summary>
    public required string Starts { get; init; }
    /// <summary>
    /// What stops the window: <c>complaint</c> to an authority, <c>suit</c>, <c>decision</c>, <c>court-order</c>.
    /// </summary>
    public IReadOnlyList<string> Stops { get; init => field = value ?? []; } = [];
    /// <summary>
    /// The longest that the window may become by delay beyond the claimant's control; absent: no delay.
    /// </summary>
    public TimeLimit? Cap { get; init; }
    /// <summary>
    /// Latest time of restoration if the rule has a range (17 U.S.C. § 512(g): 10 to 14 business days).
    /// </summary>
    public TimeLimit? Latest { get; init; }
    /// <summary>
    /// What ends the measure: <c>at-once</c>, <c>in-time</c>, <c>reverse-if-wrong</c> (by the decision) or <c>may</c>.
    /// </summary>
    public string? Restore { get; init; }
    /// <summary>
    /// A second notice for the same material: <c>open</c>, <c>barred</c> or <c>may-be-ignored</c>.
    /// </summary>
    public required string Renotice { get; init; }
    /// <summary>Source of the rule, and of what <c>sources</c> does not name.</summary>
    public required SourceMark Source { get; init; }
    /// <summary>The sources of single fields, by their names.</summary>
    public IReadOnlyDictionary<string, SourceMark>? Sources { get; init; }
}
