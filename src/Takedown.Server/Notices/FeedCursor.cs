using System.Globalization;

namespace Takedown.Server.Notices;

/// <summary>A position in a feed: an event and the number of its entries already read.</summary>
internal readonly record struct FeedCursor(Position Event, int Taken)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Event.Tx}.{Event.Seq}.{Taken}");

    public static bool TryParse(string? text, out FeedCursor cursor)
    {
        cursor = default;
        if (text is null or "" or "0") return true;
        var parts = text.Split('.');
        // The format from before events had transactions; those events are in transaction 0.
        if (parts.Length == 2) parts = ["0", .. parts];
        if (parts.Length != 3 || !Number(parts[0], out var tx) || !Number(parts[1], out var seq)
            || !Number(parts[2], out var taken)
            || taken > EventStore.MaxEntries) return false;
        cursor = new(new(tx, seq), (int)taken);
        return true;
    }

    private static bool Number(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
