using System.Text;
using Takedown.Server.Intake;
using Takedown.Server.Intake.Text;

namespace Takedown.Server.Tests.Intake.Csv;

/// <summary>What waits for its encoding waits within bounds.</summary>
[Trait("Database", "unused")]
public sealed class TextBodyTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(200_000)]
    [InlineData(3_000_000)]
    public async Task A_table_is_the_same_whether_it_waited_in_memory_or_in_a_file(int length)
    {
        var text = "target.url\n" + string.Concat(Enumerable.Range(0, length / 10).Select(i => $"七里香{i}\n"));
        foreach (var encoding in new[] { Encoding.UTF8, Files.Named("gb18030") })
        {
            var room = new SpoolRoom(100 << 20);
            Assert.Equal(text, await ReadAsync(encoding.GetBytes(text), default, room));
            Assert.Equal(0, room.Used);
        }
    }

    [Fact]
    public async Task Where_there_is_no_room_the_encoding_must_be_declared()
    {
        var room = new SpoolRoom(100_000);
        var body = Encoding.UTF8.GetBytes("target.url\n" + new string('香', 200_000));
        var refused = await Assert.ThrowsAsync<BodyFaultException>(() => ReadAsync(body, default, room));
        Assert.Equal("charset.required", refused.Outcome.Faults.Single().Code);
        Assert.Equal(0, room.Used);
        Assert.True(Charset.TryRead("text/csv; charset=utf-8", out var declared));
        Assert.Equal(Encoding.UTF8.GetString(body), await ReadAsync(body, declared, room));
        Assert.Equal(0, room.Used);
    }

    [Fact]
    public async Task What_is_ASCII_passes_before_the_end()
    {
        var body = new Stalling("target.url\nhttps://x.example/1\n");
        await using var text = new TextBody(body, default, isTable: true, new SpoolRoom(0));
        var buffer = new byte[100];
        Assert.Equal(31, await text.ReadAsync(buffer));
    }

    [Fact]
    public async Task What_waits_leaves_no_file_behind()
    {
        var before = Directory.GetFiles(Path.GetTempPath(), "takedown-*").Length;
        var spool = new Spool(new SpoolRoom(1 << 20), 1 << 20);
        Assert.True(await spool.TryWriteAsync(new byte[500_000], default));
        Assert.Equal(before, Directory.GetFiles(Path.GetTempPath(), "takedown-*").Length);
        spool.Dispose();
    }

    private static async Task<string> ReadAsync(byte[] body, Charset declared, SpoolRoom room)
    {
        await using var text = new TextBody(new MemoryStream(body), declared, isTable: true, room);
        using var all = new MemoryStream();
        var buffer = new byte[7777];
        while (await text.ReadAsync(buffer) is > 0 and var count) all.Write(buffer, 0, count);
        return Encoding.UTF8.GetString(all.ToArray());
    }

    /// <summary>A body whose sender stops after its first part.</summary>
    private sealed class Stalling(string part) : Takedown.Server.Http.ReadStream
    {
        private bool given;

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (given) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            given = true;
            return Encoding.ASCII.GetBytes(part, buffer.Span);
        }
    }
}
