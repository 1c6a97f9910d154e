namespace Takedown.Server.Intake.Text;

/// <summary>The room of the whole process for temporary files.</summary>
/// <param name="capacity">Bytes.</param>
internal sealed class SpoolRoom(long capacity)
{
    private long used;

    public long Used => Interlocked.Read(ref used);

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref used, bytes) <= capacity) return true;
        Interlocked.Add(ref used, -bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref used, -bytes);
}

/// <summary>
/// Bytes that must be seen whole before the first of them is used: the first ones in memory, more in a temporary file.
/// The file has no name while it is in use, so that nothing is left of it when the process dies.
/// </summary>
/// <param name="room">The room for files.</param>
/// <param name="limit">The most that one may hold.</param>
internal sealed class Spool(SpoolRoom room, long limit) : IDisposable
{
    private const int InMemory = 64 * 1024;

    private readonly MemoryStream memory = new();
    private FileStream? file;
    private long taken;
    private long position;

    public long Length { get; private set; }

    /// <summary>Appends bytes; false if there is no room for them.</summary>
    public async ValueTask<bool> TryWriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (Length + bytes.Length > limit) return false;
        if (Length + bytes.Length <= InMemory)
        {
            memory.Write(bytes.Span);
        }
        else
        {
            if (!room.TryTake(bytes.Length)) return false;
            taken += bytes.Length;
            try
            {
                file ??= Open();
                await file.WriteAsync(bytes, cancellation);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // The disk is full, or there is no place for temporary files.
                return false;
            }
        }
        Length += bytes.Length;
        return true;
    }

    /// <summary>Reads from the beginning; after it nothing is written any more.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (position == 0 && file is not null) file.Position = 0;
        int read;
        if (position < memory.Length)
        {
            read = (int)Math.Min(buffer.Length, memory.Length - position);
            memory.GetBuffer().AsMemory((int)position, read).CopyTo(buffer);
        }
        else
        {
            read = file is null ? 0 : await file.ReadAsync(
                buffer[..(int)Math.Min(buffer.Length, Length - position)], cancellation);
        }
        position += read;
        return read;
    }

    public void Dispose()
    {
        file?.Dispose();
        room.Return(taken);
        taken = 0;
    }

    private static FileStream Open()
    {
        var path = Path.Combine(Path.GetTempPath(), $"takedown-{Path.GetRandomFileName()}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (OperatingSystem.IsWindows()) return new(path, options);
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var opened = new FileStream(path, options);
        File.Delete(path);
        return opened;
    }
}
