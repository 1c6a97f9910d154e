using System.Runtime.CompilerServices;
using Takedown.Contracts;
using Takedown.Server.Hosting;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Server.Transparency.Dumps;

/// <summary>
/// Makes the dump of each day of the server's clock, once and again where it was withdrawn, and deletes old ones.
/// </summary>
internal sealed class DumpMaker(
    IPublicRecord record, DumpFolder folder, DumpWithdrawals withdrawals, TakedownOptions options, TimeProvider time)
    : IDisposable
{
    private readonly SemaphoreSlim atWork = new(1);

    /// <summary>Makes today's dump unless there is one, or nothing is published yet.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await atWork.WaitAsync(stop);
        try
        {
            await withdrawals.RunAsync(stop);
            var now = time.GetUtcNow();
            var day = DateOnly.FromDateTime(now.UtcDateTime);
            var there = await folder.ReadAsync(day, stop);
            if (there is null or { Withdrawn: not null })
            {
                await MakeAsync(day, now, there?.Withdrawn, stop);
                // Of what was decided in the moment before it became visible.
                await withdrawals.RunAsync(stop);
            }
            folder.DeleteBefore(day.AddDays(1 - options.Transparency.DumpDays));
        }
        finally
        {
            atWork.Release();
        }
    }

    private async Task MakeAsync(DateOnly day, DateTimeOffset now, DumpWithdrawal? replaces, CancellationToken stop)
    {
        // Before the first notice: what comes while it is written may be in it, what came before is.
        var until = (await record.CursorAsync(stop)).At;
        var decisions = await withdrawals.DecisionsAsync(until, stop);
        var making = folder.Begin();
        try
        {
            var (notices, files) = await DumpWriter.WriteAsync(making, AllAsync(now, decisions, stop), stop);
            if (notices == 0) return;
            var dump = new DumpManifest
            {
                Day = day,
                AsOf = until,
                MadeAt = now,
                Notices = notices,
                Files = files,
                Replaces = replaces,
            };
            var followed = decisions.Select(d => d.Id).ToHashSet();
            if (await withdrawals.IsOvertakenAsync(dump, followed, stop)) return;
            await folder.FinishAsync(making, dump, followed, stop);
        }
        catch (RecordBehindException)
        {
            // The next pass finds it further on.
        }
        finally
        {
            if (Directory.Exists(making)) Directory.Delete(making, recursive: true);
        }
    }

    /// <summary>All that is published, newest first; hidden notices are not among them.</summary>
    private async IAsyncEnumerable<PublicNotice> AllAsync(
        DateTimeOffset now, IReadOnlyList<DumpDecision> decisions, [EnumeratorCancellation] CancellationToken stop)
    {
        var least = decisions.GroupBy(d => d.NoticeId).ToDictionary(d => d.Key, d => d.Max(one => one.Version) ?? 0);
        Guid? after = null;
        do
        {
            var page = await record.SearchAsync(
                new PublicSearch { Now = now, After = after, Limit = PublicSearch.MaxLimit }, stop);
            foreach (var notice in page.Items)
            {
                if (notice.Version < least.GetValueOrDefault(notice.Id)) throw new RecordBehindException();
                yield return notice;
            }
            after = page.Next;
        }
        while (after is not null);
    }

    public void Dispose() => atWork.Dispose();

    /// <summary>The record has not followed a decision yet.</summary>
    private sealed class RecordBehindException : Exception;
}
