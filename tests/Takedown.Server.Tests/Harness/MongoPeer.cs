using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Takedown.Server.Tests.Harness;

/// <summary>
/// The other end of the real driver in this process: a replica set of one that speaks enough of the wire protocol
/// (OP_MSG and the one old hello) and does what a test wants to go wrong. What it keeps is in memory.
/// </summary>
internal sealed class MongoPeer : IAsyncDisposable
{
    private const int Reply = 1;
    private const int Query = 2004;
    private const int Message = 2013;

    private readonly ConcurrentDictionary<TcpClient, byte> clients = new();
    private readonly ConcurrentDictionary<string, BsonDocument> answered = new();
    private readonly CancellationTokenSource released = new();
    private TcpListener? listener;

    public MongoPeer(bool listens = true)
    {
        var first = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        Port = ((IPEndPoint)first.LocalEndpoint).Port;
        if (listens) Accept(first);
        else first.Dispose();
    }

    public int Port { get; }

    public string ConnectionString => $"mongodb://127.0.0.1:{Port}/takedown?replicaSet=rs0"
        + "&serverSelectionTimeoutMS=4000&connectTimeoutMS=1000&socketTimeoutMS=1000&heartbeatFrequencyMS=500";

    public PeerStore Store { get; } = new();

    /// <summary>Every command but hello as it came, oldest first.</summary>
    public ConcurrentQueue<BsonDocument> Commands { get; } = new();

    /// <summary>What happens to a command, by its name, and to a write by its name and its collection.</summary>
    public Func<string, PeerFault> Fault { get; set; } = _ => PeerFault.None;

    /// <summary>The next command of a name has a fault, and only that.</summary>
    public void Once(string command, PeerFault fault)
    {
        var left = 1;
        Fault = name => name == command && Interlocked.Exchange(ref left, 0) == 1 ? fault : PeerFault.None;
    }

    /// <summary>Nobody listens any more, and all connections are cut.</summary>
    public void GoAway()
    {
        listener?.Dispose();
        listener = null;
        foreach (var client in clients.Keys) client.Dispose();
        clients.Clear();
    }

    public void ComeBack()
    {
        var again = new TcpListener(IPAddress.Loopback, Port);
        again.Start();
        Accept(again);
    }

    public async ValueTask DisposeAsync()
    {
        GoAway();
        await released.CancelAsync();
        released.Dispose();
    }

    private void Accept(TcpListener at)
    {
        listener = at;
        _ = ServeAllAsync(at);
    }

    private async Task ServeAllAsync(TcpListener at)
    {
        try
        {
            while (true) _ = ServeAsync(await at.AcceptTcpClientAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Gone away.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        clients[client] = 0;
        client.NoDelay = true;
        using var mine = client;
        try
        {
            var stream = client.GetStream();
            var head = new byte[16];
            while (true)
            {
                await stream.ReadExactlyAsync(head);
                var body = new byte[BinaryPrimitives.ReadInt32LittleEndian(head) - 16];
                await stream.ReadExactlyAsync(body);
                var isOld = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(12)) == Query;
                var command = isOld ? ReadQuery(body) : ReadMessage(body);
                if (await AnswerAsync(command) is not { } answer) return;
                var id = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4));
                await stream.WriteAsync(Packed(answer, id, isOld));
            }
        }
        catch (Exception error) when (error
            is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The client went away, or was cut off.
        }
        finally
        {
            clients.TryRemove(client, out _);
        }
    }

    /// <returns>The answer; null if the connection is to be cut.</returns>
    private async Task<BsonDocument?> AnswerAsync(BsonDocument command)
    {
        var name = command.GetElement(0).Name;
        if (name.Equals("hello", StringComparison.OrdinalIgnoreCase) || name is "isMaster" or "ismaster")
            return Hello(Fault("hello") is not PeerFault.NotPrimary);
        Commands.Enqueue(command);
        var fault = Fault(name);
        if (fault is PeerFault.None && command[0].IsString) fault = Fault($"{name} {command[0]}");
        if (fault is PeerFault.Hang) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, released.Token);
        if (fault is PeerFault.Cut) return null;
        if (fault is PeerFault.NotPrimary) return Error(10107, "NotWritablePrimary");
        if (fault is PeerFault.Duplicate) return PeerStore.Duplicates(command);
        // A write that is tried again under its number is done once.
        var number = command.TryGetValue("txnNumber", out var txn) ? $"{command["lsid"]} {txn}" : null;
        if (number is not null && answered.TryGetValue(number, out var before)) return before;
        BsonDocument answer;
        lock (Store) answer = Store.Run(name, command);
        if (number is not null) answered[number] = answer;
        if (fault is PeerFault.CutAfter) return null;
        if (fault is not PeerFault.WriteConcern) return answer;
        var unconfirmed = new BsonDocument { ["code"] = 64, ["errmsg"] = "waiting for replication timed out" };
        return new BsonDocument(answer).Add("writeConcernError", unconfirmed);
    }

    private BsonDocument Hello(bool isPrimary) => new()
    {
        ["helloOk"] = true, ["isWritablePrimary"] = isPrimary, ["ismaster"] = isPrimary, ["secondary"] = !isPrimary,
        ["setName"] = "rs0", ["setVersion"] = 1, ["me"] = $"127.0.0.1:{Port}",
        ["hosts"] = new BsonArray { $"127.0.0.1:{Port}" }, ["minWireVersion"] = 0, ["maxWireVersion"] = 21,
        ["maxBsonObjectSize"] = 16777216, ["maxMessageSizeBytes"] = 48000000, ["maxWriteBatchSize"] = 100000,
        ["logicalSessionTimeoutMinutes"] = 30, ["readOnly"] = false, ["ok"] = 1,
        ["lastWrite"] = new BsonDocument("lastWriteDate", TimeProvider.System.GetUtcNow().UtcDateTime),
    };

    private static BsonDocument Error(int code, string name) => new()
    {
        ["ok"] = 0, ["code"] = code, ["codeName"] = name, ["errmsg"] = "not primary",
        ["errorLabels"] = new BsonArray { "RetryableWriteError" },
    };

    /// <summary>Flags, the name of a collection, two numbers and a document.</summary>
    private static BsonDocument ReadQuery(byte[] body) =>
        BsonSerializer.Deserialize<BsonDocument>(body[(Array.IndexOf(body, (byte)0, 4) + 9)..]);

    /// <summary>Flags, the command, and lists of documents that belong into it.</summary>
    private static BsonDocument ReadMessage(byte[] body)
    {
        var command = new BsonDocument();
        for (var at = 4; at < body.Length;)
        {
            var kind = body[at++];
            var size = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at));
            var part = body[at..(at + size)];
            at += size;
            if (kind == 0) command = BsonSerializer.Deserialize<BsonDocument>(part).Merge(command);
            else command.Merge(ReadList(part));
        }
        return command;
    }

    private static BsonDocument ReadList(byte[] part)
    {
        var end = Array.IndexOf(part, (byte)0, 4);
        var list = new BsonArray();
        for (var at = end + 1; at < part.Length; at += BinaryPrimitives.ReadInt32LittleEndian(part.AsSpan(at)))
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(part.AsSpan(at));
            list.Add(BsonSerializer.Deserialize<BsonDocument>(part[at..(at + size)]));
        }
        return new(System.Text.Encoding.UTF8.GetString(part, 4, end - 4), list);
    }

    private static byte[] Packed(BsonDocument answer, int to, bool isOld)
    {
        var document = answer.ToBson();
        var before = isOld ? 36 : 21;
        var packed = new byte[before + document.Length];
        BinaryPrimitives.WriteInt32LittleEndian(packed, packed.Length);
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(8), to);
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(12), isOld ? Reply : Message);
        if (isOld) packed[32] = 1;
        document.CopyTo(packed, before);
        return packed;
    }
}

/// <summary>What goes wrong with a command.</summary>
internal enum PeerFault
{
    None,

    /// <summary>The connection ends, and nothing was done.</summary>
    Cut,

    /// <summary>It was done, and the connection ends before the answer.</summary>
    CutAfter,

    /// <summary>No answer comes.</summary>
    Hang,
    NotPrimary,

    /// <summary>All its writes are refused for a key that is taken.</summary>
    Duplicate,

    /// <summary>It was done here, and the majority did not confirm it.</summary>
    WriteConcern,
}
