using System.Text.Json;
using Takedown.Contracts;
using Takedown.Server.Notices;

namespace Takedown.Server.Intake;

/// <summary>
/// Builds the stored JSON of a notice: the received text with the filled-in fields appended. Serializing each notice
/// was a third of its processing time, so it is done only if nested fields were filled in.
/// </summary>
internal sealed class StoredNoticeJson
{
    private static readonly NoticeInput Empty = new();

    private readonly Dictionary<(string? Regime, Party? Party), byte[]> tails = [];

    /// <param name="given">The notice as received.</param>
    /// <param name="notice">The notice with its regime and its rights holder filled in.</param>
    /// <param name="sent">The received JSON; empty for other formats.</param>
    public byte[] Of(NoticeInput given, NoticeInput notice, ReadOnlySpan<byte> sent)
    {
        sent = sent.Trim(" \t\r\n"u8);
        var regime = given.Regime is null ? notice.Regime : null;
        var party = given.RightsHolder is null ? notice.RightsHolder : null;
        // The text must be one line without duplicate fields, which a null in the received JSON would cause.
        if (sent.IsEmpty || sent.ContainsAny((byte)'\r', (byte)'\n') || sent.IndexOf("null"u8) >= 0
            || (party is null && notice.RightsHolder != given.RightsHolder) || given == Empty)
        {
            return Serialize(notice);
        }
        if (regime is null && party is null) return sent.ToArray();
        var tail = Tail(regime, party);
        var text = new byte[sent.Length - 1 + tail.Length];
        sent[..^1].CopyTo(text);
        tail.CopyTo(text, sent.Length - 1);
        return text;
    }

    /// <summary>The appended fields, cached because they are equal for all notices with one regime and party.</summary>
    private byte[] Tail(string? regime, Party? party)
    {
        if (tails.TryGetValue((regime, party), out var tail)) return tail;
        tail = Serialize(new() { Regime = regime, RightsHolder = party });
        tail[0] = (byte)',';
        return tails[(regime, party)] = tail;
    }

    private static byte[] Serialize(NoticeInput notice) =>
        JsonSerializer.SerializeToUtf8Bytes(notice, StoredJson.Default.NoticeInput);
}
