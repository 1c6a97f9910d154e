using Takedown.Server.Http;
using Takedown.Server.Intake;
using Takedown.Storage;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>A key that is revoked while its batch is under way.</summary>
public sealed class RevokedKeyTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData(4100, 4000)]
    [InlineData(10, 0)]
    public async Task What_was_stored_is_kept_and_the_rest_is_not_taken(int sent, int least)
    {
        var host = Bodies.NewHost("revoked");
        var platform = await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        IEnumerable<object> Notices(int from, int count) =>
            Enumerable.Range(from, count).Select(i => Sample.Notice($"https://{host}/{i}"));

        using var batch = await SlowBatch.BeginAsync(server, claimant, "k");
        await batch.SendAsync(Bodies.Lines(Notices(0, sent)));
        await platform.InboxUntilAsync(items => items.Count >= Math.Min(least, 2000));
        // Known to be inside: the request has passed the door before the key is taken away.
        for (var i = 0; i < 20; i++) (await claimant.Api.GetAsync("/v1/notices")).Must(200);
        (await server.Operator.DeleteAsync($"/v1/keys/{claimant.KeyId}")).Must(204);
        await batch.SendAsync(Bodies.Lines(Notices(sent, 50)));
        var answer = await batch.EndAsync();

        Assert.Equal((401, "key.revoked"), (answer.Status, answer.Code));
        var key = (await server.Operator.PostAsync($"/v1/organisations/{claimant.Id}/keys", new { }))
            .Must(201).Json["key"]!.GetValue<string>();
        var back = claimant with { Key = key, Api = server.With(key) };
        var kept = await back.NoticesAsync();
        Assert.InRange(kept.Count, least == 0 ? 0 : 2000, sent);
        if (answer.Json["batchId"] is { } id)
            Assert.Equal((kept.Count, kept.Count, 0, 0), (await back.BatchAsync(id.GetValue<Guid>())).Counts());
        else Assert.Empty(kept);

        // With a new key of the same claimant the batch goes on where it stopped.
        var whole = (await back.SendBatchAsync(Bodies.Lines(Notices(0, sent + 50)), key: "k")).Must(202);
        Assert.Equal((sent + 50, sent + 50, 0, 0), whole.Counts());
        Assert.Equal(sent + 50, (await back.NoticesAsync()).Count);
    }

    [Fact]
    public async Task A_batch_whose_key_was_revoked_opens_nothing_and_keeps_no_other_of_its_transaction_out()
    {
        var (gone, stays) = (await server.ClaimantAsync("Gone"), await server.ClaimantAsync("Stays"));
        (await server.Operator.DeleteAsync($"/v1/keys/{gone.KeyId}")).Must(204);
        Submission[] together =
            [Refused(gone, "one"), Refused(stays, "one"), Refused(stays, "two"), Refused(stays, "two")];

        var batches = server.Services.GetRequiredService<BatchStore>();
        Assert.Equal(
            [StoreOutcome.KeyRevoked, StoreOutcome.Done, StoreOutcome.Done, StoreOutcome.Overtaken],
            await OutcomesAsync(batches, together));

        Assert.Null(await batches.FindAsync(together[0].Batch.Id, null));
        foreach (var done in together[1..3]) Assert.Equal(1, (await batches.FindAsync(done.Batch.Id, null))!.Rejected);
    }

    [Fact]
    public async Task Whoever_comes_after_a_batch_whose_key_was_revoked_finds_its_place_free()
    {
        var claimant = await server.ClaimantAsync();
        var second = (await server.Operator.PostAsync($"/v1/organisations/{claimant.Id}/keys", new { }))
            .Must(201).Json.Id("id");
        (await server.Operator.DeleteAsync($"/v1/keys/{claimant.KeyId}")).Must(204);
        var (revoked, holds) = (Refused(claimant, "k"), Refused(claimant with { KeyId = second }, "k"));

        var batches = server.Services.GetRequiredService<BatchStore>();
        // What comes back as overtaken is tried again, and there is nobody ahead any more.
        Assert.Equal([StoreOutcome.KeyRevoked, StoreOutcome.Overtaken], await OutcomesAsync(batches, revoked, holds));
        Assert.Null(await batches.FindByKeyAsync(claimant.Id, "k"));
        Assert.Equal([StoreOutcome.Done], await OutcomesAsync(batches, holds));
    }

    private static async Task<StoreOutcome[]> OutcomesAsync(BatchStore batches, params Submission[] together) =>
        [.. (await batches.StoreAsync(together)).Select(r => r.Outcome)];

    private Submission Refused(Organisation claimant, string key)
    {
        var (now, id) = (TimeProvider.System.GetUtcNow(), server.Services.GetRequiredService<Ids>().Next());
        var batch = new BatchRow { Id = id, ClaimantId = claimant.Id, IdempotencyKey = key, ReceivedAt = now };
        return new(
            batch, [new JudgedItem { Index = 0, Digest = [1] }], Complete: true, claimant.KeyId, now);
    }

    [Fact]
    public async Task The_other_key_of_two_goes_on_working()
    {
        var claimant = await server.ClaimantAsync();
        var second = (await server.Operator.PostAsync($"/v1/organisations/{claimant.Id}/keys", new { }))
            .Must(201).Json["key"]!.GetValue<string>();
        (await claimant.Api.DeleteAsync($"/v1/keys/{claimant.KeyId}")).Must(204);
        (await claimant.Api.GetAsync("/v1/notices")).Must(401);
        (await server.With(second).GetAsync("/v1/notices")).Must(200);
    }
}
