using System.Text.Json;
using Takedown.Contracts.Json;

namespace Takedown.Server.Notices;

/// <summary>A document that was shown, in one column.</summary>
internal static class StoredDocument
{
    public static string Write(Contracts.Evidence document) =>
        JsonSerializer.Serialize(document, TakedownJson.Default.Evidence);

    public static Contracts.Evidence Read(string document) =>
        JsonSerializer.Deserialize(document, TakedownJson.Default.Evidence)!;
}
