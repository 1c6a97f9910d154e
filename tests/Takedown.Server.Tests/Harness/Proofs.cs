using System.Security.Cryptography;
using System.Text;

namespace Takedown.Server.Tests.Harness;

/// <summary>Files of evidence and how they are stored.</summary>
public static class Proofs
{
    /// <summary>The beginning of a picture, and something behind it that makes it another one.</summary>
    public static byte[] Png(string of, int length = 64)
    {
        var file = new byte[Math.Max(length, 64)];
        byte[] mark = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
        mark.CopyTo(file, 0);
        SHA256.HashData(Encoding.UTF8.GetBytes(of)).CopyTo(file, 16);
        for (var i = 64; i < file.Length; i++) file[i] = (byte)((i * 31) ^ file[16 + (i % 32)]);
        return file;
    }

    public static string HashOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    public static Task<Answer> PutFileAsync(
        this Api api, byte[] file, string type = "image/png", string? hash = null) =>
        api.SendAsync(HttpMethod.Put, $"/v1/evidence/{hash ?? HashOf(file)}", file, type);

    /// <summary>Stores a text that nobody else has.</summary>
    /// <returns>Its hash.</returns>
    public static async Task<string> StoreAsync(this Organisation sender, string text)
    {
        var file = Encoding.UTF8.GetBytes(text);
        (await sender.Api.PutFileAsync(file, "text/plain")).Must(201);
        return HashOf(file);
    }

    /// <summary>Reads a file with its headers.</summary>
    public static async Task<(int Status, byte[] Bytes, HttpResponseMessage Answer)> ReadFileAsync(
        this Organisation reader, string path, HttpMethod? method = null, string? range = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"/v1/evidence/{path}");
        if (range is not null) request.Headers.TryAddWithoutValidation("Range", range);
        var answer = await reader.Api.Client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(), answer);
    }
}
