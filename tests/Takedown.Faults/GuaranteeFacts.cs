using Takedown.Faults.Engines;
using Takedown.Faults.Journals;
using Takedown.Faults.Guarantees;
using Xunit.Abstractions;

namespace Takedown.Faults;

/// <summary>
/// The guarantees that must hold whatever was killed, disconnected or stopped, judged only by answers over HTTP.
/// </summary>
public abstract class GuaranteeFacts(Run run, ITestOutputHelper output)
{
    private const int Shown = 10;

    [FaultFact]
    public void The_schedule_was_executed()
    {
        output.WriteLine(run.Journal);
        var planned = run.Plan.Select(s => s.Fault)
            .Concat(run.Plan.Where(s => s.Amid is not null).Select(s => s.Amid!.Value)).CountBy(f => f);
        Assert.Equal(planned.OrderBy(p => p.Key), run.Done.OrderBy(d => d.Key));
    }

    [FaultFact]
    public void Every_accepted_notice_is_delivered_exactly_once() => Hold(Deliveries.ExactlyOnce);

    [FaultFact]
    public void The_seqs_of_an_inbox_have_no_gap() => Hold(Deliveries.SeqsWithoutGap);

    [FaultFact]
    public void A_follower_of_an_inbox_sees_exactly_what_a_new_reader_sees() =>
        Hold(Deliveries.FollowersSkippedNothing);

    [FaultFact]
    public void A_notice_pushed_again_comes_at_the_same_seq() => Hold(Deliveries.PushedAtOnePosition);

    [FaultFact]
    public void A_follower_of_a_feed_sees_exactly_what_a_new_reader_sees() => Hold(Feeds.FollowersSkippedNothing);

    [FaultFact]
    public void Each_event_is_posted_to_a_subscriber_in_its_order() => Hold(Feeds.ArePostedInOrder);

    [FaultFact]
    public void Each_timeline_entry_is_in_the_feed_once() => Hold(Feeds.MatchTimelines);

    [FaultFact]
    public void Each_acceptance_is_in_the_feed() => Hold(Feeds.HaveEachAcceptance);

    [FaultFact]
    public void Every_response_is_answered() => Hold(Responses.AreAnswered);

    [FaultFact]
    public void Every_response_answered_applied_is_still_in_the_timeline() => Hold(Responses.AppliedStay);

    [FaultFact]
    public void No_response_is_applied_twice_and_none_is_invented() => Hold(Responses.AppliedOnce);

    [FaultFact]
    public void A_held_answer_goes_out_once_unless_it_was_taken_back() => Hold(HeldAnswers.GoOutOnceUnlessTakenBack);

    [FaultFact]
    public void No_timeline_has_an_illegal_transition() => Hold(Timelines.AreLegal);

    [FaultFact]
    public void Deadlines_start_at_delivery_and_last_as_the_policy_says() => Hold(Deadlines.StartAtDelivery);

    [FaultFact]
    public void Every_deadline_is_kept_or_breached() => Hold(Deadlines.AreKeptOrBreached);

    [FaultFact]
    public void Each_breach_of_a_notice_is_escalated_exactly_once() => Hold(Escalations.OfNoticesAreOnePerBreach);

    [FaultFact]
    public void Each_breach_of_an_account_action_is_escalated_exactly_once() =>
        Hold(Escalations.OfAccountActionsAreOnePerBreach);

    [FaultFact]
    public void The_compliance_counters_equal_a_recount_from_the_timelines() => Hold(Counts.MatchTimelines);

    [FaultFact]
    public void Each_step_of_the_ladder_is_requested_once_its_strikes_are_reached() => Hold(Ladders.AreRequestedOnce);

    [FaultFact]
    public void No_batch_is_stuck() => Hold(Batches.AreComplete);

    [FaultFact]
    public void Each_item_of_each_batch_has_the_result_it_was_answered() => Hold(Batches.HaveTheirResults);

    [FaultFact]
    public void Each_act_of_a_body_that_was_acknowledged_is_in_its_history_once() => Hold(BodyCases.HaveEachActOnce);

    [FaultFact]
    public void No_deadline_of_an_order_is_lost() => Hold(BodyCases.MarkEachOverdueOrder);

    [FaultFact]
    public void Each_figure_of_a_form_is_the_number_of_its_rows() => Hold(Forms.EqualTheirRows);

    [FaultFact]
    public void The_forms_count_each_act_that_was_acknowledged() => Hold(Forms.CountEachAct);

    [FaultFact]
    public void No_client_gets_an_error_where_waiting_or_503_suffices() => Hold(t => t.Faults);

    private protected void Hold(Func<Observations, IEnumerable<string>> guarantee)
    {
        var faults = guarantee(run.Observations).ToList();
        if (faults.Count == 0) return;
        output.WriteLine(run.Journal);
        Assert.Fail(
            $"seed {run.Settings.Seed}: {faults.Count} faults, such as\n{string.Join('\n', faults.Take(Shown))}");
    }
}
