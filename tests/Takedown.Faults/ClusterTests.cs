using Takedown.Faults.Engines;
using Takedown.Faults.Guarantees;
using Takedown.Faults.Journals;
using Takedown.Faults.Topology;
using Xunit.Abstractions;

namespace Takedown.Faults;

/// <summary>Three nodes of RabbitMQ and a PostgreSQL pair, of which one machine at a time is lost.</summary>
[Collection(OneClusterRun.Name)]
[Trait("Topology", "cluster")]
public sealed class ClusterTests(ClusterRun run, ITestOutputHelper output) : GuaranteeFacts(run, output)
{
    [FaultFact]
    public void Notices_are_delivered_again_within_45_s_of_the_end_of_each_step() => Hold(Availability.DeliversAgain);

    [FaultFact]
    public void Every_queue_has_its_consumers_again() => Hold(Availability.EveryQueueIsConsumed);

    [FaultFact]
    public void Nobody_is_refused_in_an_outage_of_less_than_15_s() => Hold(Availability.NobodyIsRefusedInAShortOutage);

    [FaultFact]
    public void A_process_is_ready_over_TLS_on_any_port_and_with_a_certificate_for_each_node() =>
        // Warnings may follow, such as that of a calendar which ends.
        Assert.StartsWith(
            """{"status":"ready","parts":{"database":"ready","bus":"ready"}""", run.Encrypted.Knowing,
            StringComparison.Ordinal);

    [FaultFact]
    public void A_process_that_does_not_know_the_authority_is_connected_to_nothing() =>
        AssertUnconnected(run.Encrypted.Unknowing);

    [FaultFact]
    public void A_process_that_finds_another_name_in_the_certificate_is_connected_to_nothing() =>
        AssertUnconnected(run.Encrypted.Misled);

    private static void AssertUnconnected(string said)
    {
        Assert.Contains("\"status\":\"not ready\"", said, StringComparison.Ordinal);
        Assert.False(EncryptedProcesses.AnyReady(said), said);
    }

    [FaultTheory]
    [InlineData("nothing came")]
    [InlineData("nobody consumes")]
    [InlineData("somebody is refused")]
    [InlineData("somebody is refused in a short outage")]
    public void The_check_sees_when(string wrong)
    {
        var t = run.Observations;
        var step = t.Steps.First(s => s.Step is { Fault: Schedule.Fault.FailOver, Silently: false });
        var (check, tampered) = wrong switch
        {
            "nothing came" => (Availability.DeliversAgain, t with { Steps = [step with { Unreached = ["inbox0"] }] }),
            "nobody consumes" => (Availability.EveryQueueIsConsumed,
                t with { Steps = [step with { Unconsumed = ["deliver-inbox-0"] }] }),
            "somebody is refused" => (Availability.NobodyIsRefusedInAShortOutage,
                t with { Refusals = [new(TimeSpan.Zero, "a claimant was answered 503")] }),
            _ => ((Func<Observations, IEnumerable<string>>)Availability.NobodyIsRefusedInAShortOutage, t with
            {
                Steps = [step with { Outage = TimeSpan.FromSeconds(14) }],
                Refusals = [new(step.Ended, "a claimant was answered 503")],
            }),
        };
        Assert.NotEmpty(check(tampered));
    }
}
