using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Intake;

/// <summary>Fills in what an item leaves out; what it gives, stands. Objects are filled field by field.</summary>
internal static class Defaults
{
    public static NoticeInput WithDefaults(this NoticeInput item, NoticeInput? defaults) => defaults is null ? item : new()
    {
        ClientRef = item.ClientRef ?? defaults.ClientRef,
        Regime = item.Regime ?? defaults.Regime,
        IpType = item.IpType ?? defaults.IpType,
        PlatformId = item.PlatformId ?? defaults.PlatformId,
        Infringement = item.Infringement ?? defaults.Infringement,
        Statements = item.Statements ?? defaults.Statements,
        Signature = item.Signature ?? defaults.Signature,
        Explanation = item.Explanation ?? defaults.Explanation,
        Evidence = item.Evidence ?? defaults.Evidence,
        Measures = item.Measures ?? defaults.Measures,
        RightsHolder = item.RightsHolder.WithDefaults(defaults.RightsHolder),
        Work = item.Work is null || defaults.Work is null ? item.Work ?? defaults.Work : new()
        {
            Title = item.Work.Title ?? defaults.Work.Title,
            Type = item.Work.Type ?? defaults.Work.Type,
            RegistrationNo = item.Work.RegistrationNo ?? defaults.Work.RegistrationNo,
        },
        Target = item.Target is null || defaults.Target is null ? item.Target ?? defaults.Target : new()
        {
            Url = item.Target.Url ?? defaults.Target.Url,
            Type = item.Target.Type ?? defaults.Target.Type,
            Account = item.Target.Account ?? defaults.Target.Account,
            Locator = item.Target.Locator ?? defaults.Target.Locator,
        },
    };

    /// <summary>The same for an item that is no notice yet but is JSON: what is sent again must not have lost its defaults.</summary>
    public static byte[]? WithDefaultsAsJson(this NoticeInput? defaults, byte[]? text)
    {
        if (text is null) return null;
        try
        {
            if (JsonNode.Parse(text) is JsonObject item)
            {
                if (defaults is not null) Fill(item, JsonSerializer.SerializeToNode(defaults, TakedownJson.Default.NoticeInput)!.AsObject());
                return JsonSerializer.SerializeToUtf8Bytes(item, AsWritten);
            }
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            // No JSON, or JSON with a field twice or half a character: kept as it came.
        }
        // What is sent again goes as one line.
        text.AsSpan().Replace((byte)'\n', (byte)' ');
        return text;
    }

    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void Fill(JsonObject item, JsonObject defaults)
    {
        foreach (var (name, value) in defaults)
        {
            if (item[name] is not { } given) item[name] = value?.DeepClone();
            else if (given is JsonObject part && value is JsonObject rest) Fill(part, rest);
        }
    }

    public static Party? WithDefaults(this Party? given, Party? defaults) => given is null || defaults is null ? given ?? defaults : new()
    {
        Name = given.Name ?? defaults.Name,
        Kind = given.Kind ?? defaults.Kind,
        Contact = given.Contact ?? defaults.Contact,
        Email = given.Email ?? defaults.Email,
        Phone = given.Phone ?? defaults.Phone,
        Address = given.Address ?? defaults.Address,
        Country = given.Country ?? defaults.Country,
    };
}
