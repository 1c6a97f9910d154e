using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Notices;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Notices;

/// <summary>Nobody locks rows of another organisation, even by a known id.</summary>
public sealed class OwnRowsTests(TestServer server) : IClassFixture<TestServer>
{
    [PostgresFact]
    public async Task A_command_on_anothers_notice_does_not_wait_for_its_lock()
    {
        var (_, _, id) = await server.DeliveredAsync("locked.example");
        var (otherPlatform, otherClaimant) =
            (await server.PlatformAsync("curious-lock.example"), await server.ClaimantAsync("Curious"));
        var database = server.Services.GetRequiredService<Database>();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holder = database.WriteAsync(async s =>
        {
            await s.QueryAsync<Guid>("SELECT id FROM notices WHERE id = @id FOR UPDATE", new { id });
            held.TrySetResult();
            await release.Task;
        });
        await held.Task;
        try
        {
            Assert.Equal(
                "refused notice.unknown",
                await otherPlatform.SayAsync(id, "acknowledged").WaitAsync(Following.Timeout, TimeProvider.System));
            (await otherClaimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })
                .WaitAsync(Following.Timeout, TimeProvider.System)).Must(404);
            (await otherClaimant.Api.PostAsync($"/v1/notices/{id}/supplement", new { text = "x" })
                .WaitAsync(Following.Timeout, TimeProvider.System)).Must(404);
        }
        finally
        {
            release.TrySetResult();
            await holder;
        }
    }

    [Fact]
    public async Task The_statement_that_locks_finds_only_notices_of_its_owner()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("owned.example");
        var stranger = await server.ClaimantAsync("Stranger");
        var store = server.Services.GetRequiredService<NoticeStore>();
        var database = server.Services.GetRequiredService<Database>();
        foreach (var (owner, found) in new[]
        {
            (NoticeOwner.Claimant(claimant.Id), 1), (NoticeOwner.Platform(platform.Id), 1),
            (NoticeOwner.Claimant(stranger.Id), 0), (NoticeOwner.Platform(stranger.Id), 0),
        })
        {
            Assert.Equal(found, await database.WriteAsync(async s =>
                (await store.LockAsync(s, [id], database.Dialect.ForUpdate, owner)).Count));
            Assert.Equal(found, await database.WriteAsync(async s =>
                (await store.LockWholeAsync(s, id, database.Dialect.ForUpdate, owner)).Count));
        }
    }
}
