using Parquet;
using Parquet.Schema;
using Takedown.Contracts.Json;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Server.Transparency.Dumps;

/// <summary>The columns of a dump in Parquet: hosts only, like the lines.</summary>
internal sealed class DumpColumns : IAsyncDisposable
{
    private static readonly Column[] All =
    [
        Text("id", n => n.Id.ToString()),
        Value("version", n => n.Version),
        Text("state", n => n.State.Word()),
        Text("sla", n => n.Sla.Word()),
        Text("measure", n => n.Measure?.Word()),
        Text("regime", n => n.Regime),
        Text("ipType", n => n.IpType),
        Text("tier", n => n.Tier.Word()),
        Text("workType", n => n.WorkType),
        Text("workTitle", n => n.WorkTitle),
        Text("registrationNo", n => n.RegistrationNo),
        Text("host", n => n.Host),
        Text("platformId", n => n.Platform.Id.ToString()),
        Text("platformName", n => n.Platform.Name),
        Text("claimantName", n => n.Claimant?.Name),
        Text("region", n => n.Region),
        Value("receivedAt", n => n.ReceivedAt.UtcDateTime),
        Value("deliveredAt", n => n.DeliveredAt.UtcDateTime),
        MayMiss("answeredAt", n => n.AnsweredAt?.UtcDateTime),
        Text("reason", n => n.Reason?.Code),
        Value("escalated", n => n.Escalated),
    ];

    private static readonly ParquetSchema Schema = new(All.Select(c => c.Field));

    private readonly ParquetWriter writer;

    private DumpColumns(ParquetWriter writer) => this.writer = writer;

    public static async Task<DumpColumns> OpenAsync(Stream output, CancellationToken cancellation) =>
        new(await ParquetWriter.CreateAsync(Schema, output, cancellationToken: cancellation));

    /// <summary>Writes one group of rows.</summary>
    public async Task WriteAsync(IReadOnlyList<PublicNotice> rows, CancellationToken cancellation)
    {
        using var group = writer.CreateRowGroup();
        foreach (var column in All) await column.WriteAsync(group, rows, cancellation);
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private static Column Text(string name, Func<PublicNotice, string?> read)
    {
        var field = new DataField<string>(name);
        return new(field, (group, rows, _) => group.WriteAsync(field, [.. rows.Select(r => read(r)!)]));
    }

    private static Column Value<T>(string name, Func<PublicNotice, T> read) where T : struct
    {
        var field = new DataField<T>(name);
        return new(field, (group, rows, cancellation) => group.WriteAsync<T>(
            field, rows.Select(read).ToArray().AsMemory(), cancellationToken: cancellation));
    }

    private static Column MayMiss<T>(string name, Func<PublicNotice, T?> read) where T : struct
    {
        var field = new DataField<T?>(name);
        return new(field, (group, rows, cancellation) => group.WriteAsync<T>(
            field, rows.Select(read).ToArray().AsMemory(), cancellationToken: cancellation));
    }

    private sealed record Column(
        DataField Field,
        Func<ParquetRowGroupWriter, IReadOnlyList<PublicNotice>, CancellationToken, Task> WriteAsync);
}
