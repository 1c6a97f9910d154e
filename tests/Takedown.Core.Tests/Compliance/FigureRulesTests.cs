using Takedown.Core.Compliance;
using Takedown.Core.Packs;

namespace Takedown.Core.Tests.Compliance;

/// <summary>Ranks, crossings, the last minute (A15) and the numbers of what a notice is about.</summary>
public sealed class FigureRulesTests
{
    [Theory]
    [InlineData(true, 1, 2, 2, 4, null)]
    [InlineData(false, 4, 2, 2, 1, null)]
    public void Equal_values_share_a_rank_and_a_missing_one_has_none(bool highIsGood, params int?[] ranks) =>
        Assert.Equal(ranks, Ranks.Of([0.9, 0.5, 0.5, 0.1, null], highIsGood));

    [Theory]
    [InlineData(true, false, 0.9, 10, true, true)]
    [InlineData(true, true, 0.9, 10, true, false)]
    [InlineData(true, true, 0.5, 10, false, false)]
    [InlineData(true, false, 0.5, 10, false, false)]
    [InlineData(false, false, 0.4, 10, true, true)]
    [InlineData(false, true, 0.6, 10, false, false)]
    [InlineData(true, false, 0.9, 9, false, false)]
    [InlineData(true, true, 0.9, 9, true, false)]
    [InlineData(true, true, null, 0, true, false)]
    [InlineData(true, false, null, 0, false, false)]
    public void A_crossing_is_told_once_and_again_after_it_was_normal(
        bool above, bool was, double? value, long n, bool crossed, bool tells) =>
        Assert.Equal((crossed, tells), new Crossing(above, 0.5, 10).Next(was, value, n));

    [Theory]
    [InlineData(90, 10, true)]
    [InlineData(89, 11, false)]
    [InlineData(100, 0, true)]
    [InlineData(110, -10, false)]
    [InlineData(0, 100, false)]
    public void A15_an_answer_in_the_last_tenth_of_its_limit_is_last_minute(int took, int left, bool last) =>
        Assert.Equal(last, LastMinute.Is(TimeSpan.FromMinutes(took), TimeSpan.FromMinutes(left)));

    [Theory]
    [InlineData("work-type")]
    [InlineData("mode")]
    public void The_words_of_a_vocabulary_have_different_numbers(string axis)
    {
        var words = DefaultPack.Vocabularies.First(v => v.Axis == axis).Words.Select(w => w.Word).ToList();
        var numbers = words.Select(w => axis == "mode" ? WorkMark.ModeOf(w) : WorkMark.TypeOf(w)).ToList();
        Assert.Equal(words.Count, numbers.Distinct().Count());
        Assert.DoesNotContain(0, numbers);
    }

    [Fact]
    public void A_mark_gives_its_topic_back_and_a_work_of_an_account_its_key()
    {
        var mark = WorkMark.Of("music", "reprint", "七里香");
        Assert.True(mark > 0);
        var topic = WorkMark.TopicOf(mark);
        Assert.Equal(WorkMark.Topic("music", "reprint"), topic);
        Assert.Equal((WorkMark.TypeOf("music"), WorkMark.ModeOf("reprint")),
            (WorkMark.TypeOf(topic), WorkMark.ModeOf(topic)));
        var (first, next) = WorkMark.RangeOf("music");
        Assert.True(topic >= first && topic < next);
        Assert.Equal(0, WorkMark.TopicOf(WorkMark.Of(null, null, "")));
        // The same work of the same account, whatever is said of it; another work or account is another.
        Assert.Equal(
            WorkMark.Uploaded(mark, "pirate"), WorkMark.Uploaded(WorkMark.Of(null, null, "七里香"), "pirate"));
        Assert.NotEqual(WorkMark.Uploaded(mark, "pirate"), WorkMark.Uploaded(mark, "other"));
        Assert.NotEqual(
            WorkMark.Uploaded(mark, "pirate"), WorkMark.Uploaded(WorkMark.Of("music", null, "晴天"), "pirate"));
    }
}
