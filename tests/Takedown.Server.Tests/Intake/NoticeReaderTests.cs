using Takedown.Server.Notices;
using System.Text;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Tests.Intake;

/// <summary>The reader by hand says what the serializer says, or leaves it to it.</summary>
public sealed class NoticeReaderTests
{
    private const string Whole =
        """
        {"clientRef":"r-1","regime":"cn-copyright","ipType":"copyright","work":{"title":"长路 \"回家\" \u4e2d","type":"film-tv","registrationNo":"2026-F-1"},
        "target":{"url":"https://video.example/a?b=c","type":"url","account":{"id":"u1","name":"Uploader"},"locator":"00:01:30"},
        "platformId":"0198c0de-0000-7000-8000-000000000001","infringement":"full-copy",
        "rightsHolder":{"name":"N","kind":"company","contact":"c","email":"a@b.example","phone":"+86 10","address":"88 Road","country":"CN"},
        "statements":["truth","good-faith"],"signature":"S","explanation":"line\nbreak",
        "evidence":[{"kind":"screenshot","sha256":"ab","url":"https://e.example/1","capturedAt":"2026-01-05T08:30:00Z"},{"capturedAt":"2026-01-05T08:30:00.1234567+08:00"}],
        "measures":["delete"]}
        """;

    [Fact]
    public void A_whole_notice_is_read_as_the_serializer_reads_it() => Assert.Equal(Serializer(Whole), ByHand(Whole) ?? "not read");

    [Theory]
    [InlineData("{}")]
    [InlineData(""" { "statements" : [ ] , "evidence" : [ { } ] , "work" : { } } """)]
    public void Little_is_read_too(string json) => Assert.Equal(Serializer(json), ByHand(json) ?? "not read");

    [Theory]
    [InlineData("""{"":"x"}""")]
    [InlineData("""{"clientRef":"a","clientRef":"b"}""")]
    [InlineData("""{"clientRef":null,"clientRef":"b"}""")]
    [InlineData("""{"statements":[null]}""")]
    [InlineData("""{"evidence":[null]}""")]
    [InlineData("""{"client\u0052ef":"a"}""")]
    [InlineData("""{"rightsHolder":"Long Road"}""")]
    [InlineData("""{"target":{"account":"u1"}}""")]
    [InlineData("""{"clientRef":"\ud800"}""")]
    [InlineData("""{"clientRef":"a"} {}""")]
    [InlineData("""{"clientRef":"a",}""")]
    [InlineData("""{"clientRef":"a" """)]
    [InlineData("")]
    public void What_is_not_plain_is_left_to_the_serializer(string json) => Assert.Null(ByHand(json));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_mangled_text_is_read_otherwise_than_the_serializer_reads_it(int seed)
    {
        string[] pieces =
        [
            "\"", "{", "}", "[", "]", ":", ",", "null", "5", "true", "\\", "\\u0000", "\\ud83d\\ude00", "\"type\":\"x\",", "\"name\"", "\"id\"", "Z", "+01:00", " ",
            "\"url\":\"u\"", "{\"kind\":\"k\"}", "\"clientRef\":\"again\",", "\"\"", "24:", ".5",
        ];
        var random = new Random(seed);
        var read = 0;
        for (var turn = 0; turn < 20_000; turn++)
        {
            var text = new StringBuilder(Whole);
            for (var cuts = random.Next(1, 3); cuts > 0; cuts--)
            {
                var at = random.Next(text.Length);
                text.Remove(at, Math.Min(random.Next(0, 12), text.Length - at));
                if (random.Next(3) > 0) text.Insert(at, pieces[random.Next(pieces.Length)]);
            }
            var mangled = text.ToString();
            if (ByHand(mangled) is not { } notice) continue;
            read++;
            Assert.Equal(Serializer(mangled), notice);
        }
        Assert.InRange(read, 1000, 20_000);
    }

    private static string? ByHand(string json) =>
        NoticeReader.TryRead(Encoding.UTF8.GetBytes(json)) is { } notice ? Written(notice) : null;

    private static string Serializer(string json)
    {
        try
        {
            return Written(JsonSerializer.Deserialize(json, TakedownJson.Default.NoticeInput)!);
        }
        catch (JsonException error)
        {
            return error.Message;
        }
    }

    private static string Written(NoticeInput notice) => JsonSerializer.Serialize(notice, TakedownJson.Default.NoticeInput);
}
