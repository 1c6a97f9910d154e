using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>Several requests with one key at one moment, as a client's impatient retry makes them.</summary>
public sealed class DoubleSubmitTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(1500, 4)]
    [InlineData(2000, 3)]
    [InlineData(7001, 3)]
    public async Task The_same_body_at_the_same_moment_is_one_batch(int count, int times)
    {
        var host = $"double-{count}.example";
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        var body = Bodies.Lines(
            Enumerable.Range(0, count).Select(i => Sample.Notice($"https://{host}/{i}", $"ref-{i}")));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, times).Select(_ => claimant.SendBatchAsync(body, key: "k")));

        Assert.All(answers, a => Assert.Equal((count, count, 0L, 0L), a.Must(202).Counts()));
        Assert.Single(answers.Select(a => a.Id()).Distinct());
        Assert.All(answers, a => Assert.Equal("complete", a.Json["status"]!.GetValue<string>()));
        Assert.Single(answers.Select(a => a.Json["results"]?.ToJsonString()).Distinct());
        var notices = await claimant.NoticesAsync();
        Assert.Equal(Enumerable.Range(0, count), notices.Select(n => n["index"]!.GetValue<int>()).Order());
        Assert.Equal((count, count, 0L, 0L), (await claimant.BatchAsync(answers[0].Id())).Counts());
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(2500, 2600)]
    [InlineData(2000, 4000)]
    [InlineData(2000, 6001)]
    public async Task Of_a_shorter_and_a_longer_body_at_the_same_moment_exactly_one_stands_whole(
        int shorter, int longer)
    {
        var host = $"lengths-{longer}.example";
        await server.PlatformAsync(host);
        string Body(string round, int count) =>
            Bodies.Lines(Enumerable.Range(0, count).Select(i => Sample.Notice($"https://{host}/{round}/{i}")));
        for (var round = 0; round < 6; round++)
        {
            var claimant = await server.ClaimantAsync();
            var bodies = new[] { Body($"{round}", shorter), Body($"{round}", longer) };
            var answers = await Task.WhenAll(bodies.Select(body => claimant.SendBatchAsync(body, key: "k")));

            Assert.Equal([202, 409], answers.Select(a => a.Status).Order());
            var won = Array.FindIndex(answers, a => a.Status == 202);
            var count = won == 0 ? shorter : longer;
            // The refused one may have come first and laid the ground; what is stored is the other's, whole.
            Assert.Equal((count, count, 0, 0), answers[won].Counts());
            Assert.Equal(count, (await claimant.NoticesAsync()).Count);
            Assert.Equal(answers[won].Body, (await claimant.SendBatchAsync(bodies[won], key: "k")).Must(202).Body);
        }
    }

    [Fact]
    public async Task Of_two_bodies_that_differ_at_the_same_moment_one_is_refused_and_leaves_nothing()
    {
        await server.PlatformAsync("differ.example");
        for (var round = 0; round < 6; round++)
        {
            var claimant = await server.ClaimantAsync();
            string Body(string path) => Bodies.Lines(
                Enumerable.Range(0, 2600).Select(i => Sample.Notice($"https://differ.example/{path}/{round}/{i}")));
            var answers = await Task.WhenAll(
                claimant.SendBatchAsync(Body("a"), key: "k"), claimant.SendBatchAsync(Body("b"), key: "k"));
            Assert.Equal([202, 409], answers.Select(a => a.Status).Order());
            var paths = (await claimant.NoticesAsync())
                .Select(n => n["canonicalUrl"]!.GetValue<string>().Split('/')[3]).Distinct();
            Assert.Single(paths);
        }
    }
}
