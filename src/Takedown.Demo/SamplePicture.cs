using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Takedown.Demo;

/// <summary>A small picture in place of a screenshot: coloured fields, the same for the same seed.</summary>
internal static class SamplePicture
{
    private const int Width = 160, Height = 96, Field = 16;

    private static readonly byte[] Mark = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The bytes of a PNG.</summary>
    public static byte[] Png(ReadOnlySpan<byte> seed)
    {
        using var file = new MemoryStream();
        file.Write(Mark);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], Height);
        // Eight bits for each of three colours.
        (header[8], header[9]) = (8, 2);
        Write(file, "IHDR"u8, header);
        Write(file, "IDAT"u8, Packed(SHA256.HashData(seed)));
        Write(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Packed(byte[] colours)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            for (var y = 0; y < Height; y++)
            {
                // Each line begins with its filter: none.
                zip.WriteByte(0);
                for (var x = 0; x < Width; x++)
                {
                    var at = ((y / Field * 7) + (x / Field)) % (colours.Length - 2);
                    zip.Write(colours.AsSpan(at, 3));
                }
            }
        }
        return packed.ToArray();
    }

    private static void Write(Stream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        byte[] part = [.. name, .. content];
        file.Write(part);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(part));
        file.Write(number);
    }

    /// <summary>CRC-32, as PNG has it.</summary>
    private static uint Checksum(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}
