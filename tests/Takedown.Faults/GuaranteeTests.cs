using Takedown.Faults.Engines;
using Takedown.Faults.Guarantees;
using Takedown.Faults.Schedule;
using Xunit.Abstractions;

namespace Takedown.Faults;

/// <summary>One PostgreSQL and one RabbitMQ, which stop and come back, and processes that are killed.</summary>
[Collection(OneRun.Name)]
public sealed class GuaranteeTests(ServiceRun run, ITestOutputHelper output) : GuaranteeFacts(run, output)
{
    [FaultFact]
    public void As_many_processes_were_killed_as_were_asked_for() => Assert.Equal(
        run.Settings.Kills,
        run.Done.Where(d => d.Key is Fault.KillApi or Fault.KillWorker or Fault.KillRecords).Sum(d => d.Value));

    [FaultFact]
    public void What_a_silent_platform_does_not_take_is_made_available_and_breached() => Hold(Silence.IsMadeAvailable);

    [FaultFact]
    public void The_public_record_has_each_delivered_notice_once() => Hold(PublicRecords.HaveEachNoticeOnce);

    [FaultFact]
    public void The_public_record_shows_each_notice_as_it_is() => Hold(PublicRecords.ShowEachAsItIs);

    [FaultFact]
    public void A_file_that_was_answered_as_stored_is_there_and_whole() => Hold(EvidenceFiles.AreWhole);
}
