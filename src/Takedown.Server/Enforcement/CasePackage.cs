using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Enforcement;

/// <summary>A case as a whole: a zip of its JSON, its history, the parts of other features, and their hashes.</summary>
internal static class CasePackage
{
    public static byte[] Of(CaseView view, IReadOnlyList<(string Name, JsonNode Part)> parts)
    {
        var files = new List<(string Name, byte[] Bytes)>
        {
            ("case", JsonSerializer.SerializeToUtf8Bytes(
                view with { History = null, Parts = null }, TakedownJson.Default.CaseView)),
            ("history", JsonSerializer.SerializeToUtf8Bytes(
                new CaseHistory(view.History ?? []), CaseHistoryJson.Default.CaseHistory)),
        };
        files.AddRange(parts.Select(p => ($"parts/{p.Name}", Encoding.UTF8.GetBytes(p.Part.ToJsonString()))));
        var manifest = new JsonObject
        {
            ["case"] = view.Id.ToString(),
            ["no"] = view.No,
            ["files"] = new JsonArray([.. files.Select(f => (JsonNode)new JsonObject
            {
                ["name"] = FileOf(f.Name),
                ["bytes"] = f.Bytes.Length,
                ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(f.Bytes)),
            })]),
        };
        files.Add(("manifest", Encoding.UTF8.GetBytes(manifest.ToJsonString())));
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(FileOf(name)).Open();
                entry.Write(bytes);
            }
        }
        return stream.ToArray();
    }

    private static string FileOf(string name) => $"{name}.json";
}
