using System.Text;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Notices;

/// <summary>
/// Reads a notice by hand, in half the serializer's time. It answers null to whatever is not plainly good: a field
/// unknown, twice, null or of another type, a text cut short. That is then read by the serializer, which decides.
/// </summary>
internal static class NoticeReader
{
    private delegate bool Part<T>(ref Utf8JsonReader reader, ref T? value);

    private static readonly InstantConverter Instants = new();

    public static NoticeInput? TryRead(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            NoticeInput? notice = null;
            return reader.Read() && Notice(ref reader, ref notice) && !reader.Read() ? notice : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A notice as stored.</summary>
    public static NoticeInput Stored(string text) =>
        TryRead(Encoding.UTF8.GetBytes(text)) ?? JsonSerializer.Deserialize(text, StoredJson.Default.NoticeInput)!;

    private static bool Notice(ref Utf8JsonReader reader, ref NoticeInput? to)
    {
        if (!Begins(ref reader, to)) return false;
        string? clientRef = null, regime = null, ipType = null, infringement = null, signature = null, explanation = null;
        Work? work = null;
        Target? target = null;
        Guid? platformId = null;
        Party? rightsHolder = null;
        List<string>? statements = null, measures = null;
        List<Evidence>? evidence = null;
        while (Next(ref reader, out var name))
        {
            var known = name.SequenceEqual("clientRef"u8) ? Text(ref reader, ref clientRef)
                : name.SequenceEqual("regime"u8) ? Text(ref reader, ref regime)
                : name.SequenceEqual("ipType"u8) ? Text(ref reader, ref ipType)
                : name.SequenceEqual("work"u8) ? Work(ref reader, ref work)
                : name.SequenceEqual("target"u8) ? Target(ref reader, ref target)
                : name.SequenceEqual("platformId"u8) ? Id(ref reader, ref platformId)
                : name.SequenceEqual("infringement"u8) ? Text(ref reader, ref infringement)
                : name.SequenceEqual("rightsHolder"u8) ? Party(ref reader, ref rightsHolder)
                : name.SequenceEqual("statements"u8) ? Many(ref reader, ref statements, Text)
                : name.SequenceEqual("signature"u8) ? Text(ref reader, ref signature)
                : name.SequenceEqual("explanation"u8) ? Text(ref reader, ref explanation)
                : name.SequenceEqual("evidence"u8) ? Many(ref reader, ref evidence, Evidence)
                : name.SequenceEqual("measures"u8) && Many(ref reader, ref measures, Text);
            if (!known) return false;
        }
        to = new()
        {
            ClientRef = clientRef,
            Regime = regime,
            IpType = ipType,
            Work = work,
            Target = target,
            PlatformId = platformId,
            Infringement = infringement,
            RightsHolder = rightsHolder,
            Statements = statements,
            Signature = signature,
            Explanation = explanation,
            Evidence = evidence,
            Measures = measures,
        };
        return true;
    }

    private static bool Work(ref Utf8JsonReader reader, ref Work? to)
    {
        if (!Begins(ref reader, to)) return false;
        string? title = null, type = null, registrationNo = null;
        while (Next(ref reader, out var name))
        {
            var known = name.SequenceEqual("title"u8) ? Text(ref reader, ref title)
                : name.SequenceEqual("type"u8) ? Text(ref reader, ref type)
                : name.SequenceEqual("registrationNo"u8) && Text(ref reader, ref registrationNo);
            if (!known) return false;
        }
        to = new() { Title = title, Type = type, RegistrationNo = registrationNo };
        return true;
    }

    private static bool Target(ref Utf8JsonReader reader, ref Target? to)
    {
        if (!Begins(ref reader, to)) return false;
        string? url = null, type = null, locator = null;
        AccountRef? account = null;
        while (Next(ref reader, out var name))
        {
            var known = name.SequenceEqual("url"u8) ? Text(ref reader, ref url)
                : name.SequenceEqual("type"u8) ? Text(ref reader, ref type)
                : name.SequenceEqual("account"u8) ? Account(ref reader, ref account)
                : name.SequenceEqual("locator"u8) && Text(ref reader, ref locator);
            if (!known) return false;
        }
        to = new() { Url = url, Type = type, Account = account, Locator = locator };
        return true;
    }

    private static bool Account(ref Utf8JsonReader reader, ref AccountRef? to)
    {
        if (!Begins(ref reader, to)) return false;
        string? id = null, name = null;
        while (Next(ref reader, out var field))
        {
            var known = field.SequenceEqual("id"u8) ? Text(ref reader, ref id)
                : field.SequenceEqual("name"u8) && Text(ref reader, ref name);
            if (!known) return false;
        }
        to = new() { Id = id, Name = name };
        return true;
    }

    private static bool Party(ref Utf8JsonReader reader, ref Party? to)
    {
        if (!Begins(ref reader, to)) return false;
        string? name = null, kind = null, contact = null, email = null, phone = null, address = null, country = null;
        while (Next(ref reader, out var field))
        {
            var known = field.SequenceEqual("name"u8) ? Text(ref reader, ref name)
                : field.SequenceEqual("kind"u8) ? Text(ref reader, ref kind)
                : field.SequenceEqual("contact"u8) ? Text(ref reader, ref contact)
                : field.SequenceEqual("email"u8) ? Text(ref reader, ref email)
                : field.SequenceEqual("phone"u8) ? Text(ref reader, ref phone)
                : field.SequenceEqual("address"u8) ? Text(ref reader, ref address)
                : field.SequenceEqual("country"u8) && Text(ref reader, ref country);
            if (!known) return false;
        }
        to = new() { Name = name, Kind = kind, Contact = contact, Email = email, Phone = phone, Address = address, Country = country };
        return true;
    }

    private static bool Evidence(ref Utf8JsonReader reader, ref Evidence? to)
    {
        if (!Begins(ref reader, to)) return false;
        string? kind = null, sha256 = null, url = null;
        DateTimeOffset? capturedAt = null;
        while (Next(ref reader, out var name))
        {
            var known = name.SequenceEqual("kind"u8) ? Text(ref reader, ref kind)
                : name.SequenceEqual("sha256"u8) ? Text(ref reader, ref sha256)
                : name.SequenceEqual("url"u8) ? Text(ref reader, ref url)
                : name.SequenceEqual("capturedAt"u8) && Instant(ref reader, ref capturedAt);
            if (!known) return false;
        }
        to = new() { Kind = kind, Sha256 = sha256, Url = url, CapturedAt = capturedAt };
        return true;
    }

    private static bool Many<T>(ref Utf8JsonReader reader, ref List<T>? to, Part<T> part) where T : class
    {
        if (reader.TokenType is not JsonTokenType.StartArray || to is not null) return false;
        to = [];
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            T? one = null;
            if (!part(ref reader, ref one)) return false;
            to.Add(one!);
        }
        return true;
    }

    private static bool Text(ref Utf8JsonReader reader, ref string? to)
    {
        if (reader.TokenType is not JsonTokenType.String || to is not null) return false;
        to = reader.GetString();
        return true;
    }

    private static bool Id(ref Utf8JsonReader reader, ref Guid? to)
    {
        if (reader.TokenType is not JsonTokenType.String || to is not null || !reader.TryGetGuid(out var id)) return false;
        to = id;
        return true;
    }

    private static bool Instant(ref Utf8JsonReader reader, ref DateTimeOffset? to)
    {
        if (to is not null) return false;
        to = Instants.Read(ref reader, typeof(DateTimeOffset), TakedownJson.Default.Options);
        return true;
    }

    private static bool Begins<T>(ref Utf8JsonReader reader, T? to) where T : class =>
        reader.TokenType is JsonTokenType.StartObject && to is null;

    /// <summary>Steps to the value of the next field; false at the end of the object.</summary>
    private static bool Next(ref Utf8JsonReader reader, out ReadOnlySpan<byte> name)
    {
        name = default;
        if (!reader.Read() || reader.TokenType is JsonTokenType.EndObject) return false;
        name = reader.ValueSpan;
        return reader.Read();
    }
}
