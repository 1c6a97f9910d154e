using System.Text.Json;
using Takedown.Contracts;
using Takedown.Server.Notices;

namespace Takedown.Server.Intake;

/// <summary>
/// The JSON that is stored for a notice: the text as it came, with what was filled in behind it. To write each notice
/// anew was a third of the work on it, and is left for those where something was filled in further inside.
/// </summary>
internal sealed class StoredNoticeJson
{
    private static readonly NoticeInput Nothing = new();

    private readonly Dictionary<(string? Regime, Party? Party), byte[]> tails = [];

    /// <param name="given">What was sent.</param>
    /// <param name="notice">The same with its regime and its rights holder.</param>
    /// <param name="sent">The JSON of the first; empty where it came as something else.</param>
    public byte[] Of(NoticeInput given, NoticeInput notice, ReadOnlySpan<byte> sent)
    {
        sent = sent.Trim(" \t\r\n"u8);
        var regime = given.Regime is null ? notice.Regime : null;
        var party = given.RightsHolder is null ? notice.RightsHolder : null;
        // One line, and no field twice: a null that was sent would stand beside what it was filled with.
        if (sent.IsEmpty || sent.ContainsAny((byte)'\r', (byte)'\n') || sent.IndexOf("null"u8) >= 0
            || (party is null && notice.RightsHolder != given.RightsHolder) || given == Nothing)
        {
            return Written(notice);
        }
        if (regime is null && party is null) return sent.ToArray();
        var tail = Tail(regime, party);
        var text = new byte[sent.Length - 1 + tail.Length];
        sent[..^1].CopyTo(text);
        tail.CopyTo(text, sent.Length - 1);
        return text;
    }

    /// <summary>The same for all notices of a claimant to a regime: its own details.</summary>
    private byte[] Tail(string? regime, Party? party)
    {
        if (tails.TryGetValue((regime, party), out var tail)) return tail;
        tail = Written(new() { Regime = regime, RightsHolder = party });
        tail[0] = (byte)',';
        return tails[(regime, party)] = tail;
    }

    private static byte[] Written(NoticeInput notice) =>
        JsonSerializer.SerializeToUtf8Bytes(notice, StoredJson.Default.NoticeInput);
}
