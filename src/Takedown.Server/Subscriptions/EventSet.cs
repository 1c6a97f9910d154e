using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Subscriptions;

/// <summary>Entries of a feed as one post: those of the types, up to a length.</summary>
/// <param name="Span">How many entries were looked at.</param>
/// <param name="Count">How many are in it.</param>
/// <param name="Data">The JSON list.</param>
internal sealed record EventSet(int Span, int Count, byte[] Data)
{
    /// <summary>Entries of a feed that are looked at together.</summary>
    public const int Take = 500;

    private const int MaxBytes = 1_000_000;

    public static EventSet Of(IReadOnlyList<FeedItem> items, string types)
    {
        var asked = types.Length == 0 ? null : types.Split(' ').ToHashSet(StringComparer.Ordinal);
        using var data = new MemoryStream();
        data.WriteByte((byte)'[');
        var (span, count) = (0, 0);
        foreach (var item in items)
        {
            if (asked?.Contains(item.Type) is not false)
            {
                var json = JsonSerializer.SerializeToUtf8Bytes(item, TakedownJson.Default.FeedItem);
                // One that is longer by itself still goes out, alone.
                if (count > 0 && data.Length + json.Length > MaxBytes) break;
                if (count > 0) data.WriteByte((byte)',');
                data.Write(json);
                count++;
            }
            span++;
        }
        data.WriteByte((byte)']');
        return new(span, count, data.ToArray());
    }
}
