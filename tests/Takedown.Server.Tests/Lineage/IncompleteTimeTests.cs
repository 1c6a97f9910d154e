using Takedown.Server.Tests.Deadlines;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Lineage;

/// <summary>Until when a notice can be completed that was sent with what it lacked.</summary>
public sealed class IncompleteTimeTests
{
    [Fact]
    public async Task What_the_platform_asked_for_is_given_in_the_time_of_its_question()
    {
        await using var own = await Disposable.StartAsync();
        var (claimant, platform) = await own.Server.ShownPartiesAsync(
            "question.example", """{"unit":"running","duration":"P1D"}""");
        var asked = await claimant.DeliverAsync(platform, ShownRegime.Notice("https://question.example/1"));
        var silent = await claimant.DeliverAsync(platform, ShownRegime.Notice("https://question.example/2"));
        await platform.RespondAsync(new
        {
            noticeId = asked, response = "information-requested",
            reason = new { code = "proof-of-ownership", text = "?" },
        });
        await own.Server.AdvanceAsync("PT30H");

        Assert.Equal("information-requested", await claimant.StateAsync(asked));
        (await CompleteAsync(claimant, asked)).Must(200);
        Assert.Equal("acknowledged", await claimant.StateAsync(asked));
        Assert.Equal("completion.too-late", (await CompleteAsync(claimant, silent)).Code);
    }

    [Fact]
    public async Task A_time_beyond_the_calendar_is_provisional_and_follows_its_next_version()
    {
        await using var own = await YearEnd.StartAsync();
        var (claimant, platform) = await own.Server.ShownPartiesAsync(
            "year.example", """{"unit":"working","days":3}""");
        var id = await claimant.DeliverAsync(platform, ShownRegime.Notice("https://year.example/1"));
        var lacked = (await claimant.NoticeAsync(id))["deficiency"]!;
        Assert.Equal(
            (YearEnd.ThirdDay, true), (lacked.Time("completeBy"), lacked["provisional"]!.GetValue<bool>()));

        await own.Server.PutAsync(YearEnd.Year2027());
        // Noon on 6 January, twelve hours after the first due time.
        await own.Server.AdvanceAsync("P7DT2H");
        lacked = (await claimant.NoticeAsync(id))["deficiency"]!;
        Assert.Equal((YearEnd.ThirdDay.AddDays(1), null), (lacked.Time("completeBy"), lacked["provisional"]));
        (await CompleteAsync(claimant, id)).Must(200);
    }

    private static Task<Answer> CompleteAsync(Organisation claimant, Guid id) =>
        claimant.Api.PostAsync($"/v1/notices/{id}/completion", ShownRegime.Rest);
}
