namespace Takedown.Storage;

/// <summary>A set of ids packed into one value, 16 bytes each.</summary>
internal static class IdSet
{
    public const int Bytes = 16;

    /// <summary>Ids in one row: a full bus message, and still cheap to rewrite when some of them are done.</summary>
    public const int MaxIds = 500;

    public static byte[] Pack(IReadOnlyCollection<Guid> ids)
    {
        var bytes = new byte[ids.Count * Bytes];
        var at = 0;
        foreach (var id in ids) id.TryWriteBytes(bytes.AsSpan(Bytes * at++), bigEndian: true, out _);
        return bytes;
    }

    public static Guid[] Unpack(ReadOnlySpan<byte> bytes)
    {
        var ids = new Guid[bytes.Length / Bytes];
        for (var i = 0; i < ids.Length; i++) ids[i] = new Guid(bytes.Slice(i * Bytes, Bytes), bigEndian: true);
        return ids;
    }
}
