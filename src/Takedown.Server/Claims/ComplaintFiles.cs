using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Claims;

/// <summary>
/// The files of a complaint package. The same package has the same bytes, so that digests can be compared.
/// </summary>
internal static class ComplaintFiles
{
    private const string Format = "takedown-complaint/1";

    public static IReadOnlyList<(string Name, byte[] Content)> Of(ComplaintPackage package) =>
    [
        (Named("application"), Json(package.Application, TakedownJson.Default.ComplaintApplication)),
        (Named("application", "txt"), Encoding.UTF8.GetBytes(ComplaintText.Of(package))),
        (Named("evidence"), Json([.. package.Evidence], TakedownJson.Default.ListEvidence)),
        (Named("notice"), Json(package.Notice, TakedownJson.Default.NoticeView)),
        (Named("ownership"), Json(package.Ownership, TakedownJson.Default.ComplaintOwnership)),
        (Named("silence"), Json(package.Silence, TakedownJson.Default.SilenceCertificate)),
    ];

    public static IReadOnlyList<PackageFile> Listed(IReadOnlyList<(string Name, byte[] Content)> files) =>
        [.. files.Select(f => new PackageFile
        {
            Name = f.Name,
            Bytes = f.Content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(f.Content)),
        })];

    public static byte[] Zip(ComplaintPackage package)
    {
        var files = Of(package);
        var manifest = Json(new PackageManifest
        {
            Format = Format,
            NoticeId = package.Silence.NoticeId,
            At = package.Silence.At,
            Files = Listed(files),
        }, TakedownJson.Default.PackageManifest);
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files.Prepend((Named("manifest"), manifest)))
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = package.Silence.At;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }
        return bytes.ToArray();
    }

    private static string Named(string name, string type = "json") => $"{name}.{type}";

    private static byte[] Json<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);
}
