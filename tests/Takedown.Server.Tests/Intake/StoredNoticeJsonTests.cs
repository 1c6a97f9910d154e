using Takedown.Server.Intake;
using Takedown.Server.Notices;
using System.Text;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Tests.Intake;

/// <summary>However it was made, the stored text says what the notice says, on one line and each field once.</summary>
[Trait("Database", "unused")]
public sealed class StoredNoticeJsonTests
{
    private static readonly Party Self = new() { Name = "Long \"Road\"", Email = "a@b.example", Country = "CN" };

    [Theory]
    [InlineData(
        """{"clientRef":"a","regime":"us-dmca","rightsHolder":{"name":"N","email":"e@x.example","country":"US"}}""",
        true)]
    [InlineData("""{"clientRef":"a"}""", true)]
    [InlineData(""" {"regime":"us-dmca","work":{"title":"长路"}} """, true)]
    [InlineData(
        """{"rightsHolder":{"name":"N","email":"e@x.example","country":"US"},"target":{"account":"u"}}""", true)]
    [InlineData("""{"rightsHolder":"N","clientRef":"a"}""", false)]
    [InlineData("""{"rightsHolder":{"phone":"1"}}""", false)]
    [InlineData("""{"regime":null,"rightsHolder":null,"clientRef":"a"}""", false)]
    [InlineData("{\"clientRef\":\n\"a\"}", false)]
    [InlineData("""{ }""", false)]
    public void It_is_the_notice_with_what_was_filled_in(string sent, bool asItCame)
    {
        var given = JsonSerializer.Deserialize(sent, TakedownJson.Default.NoticeInput)!;
        var notice = given with
        {
            RightsHolder = given.RightsHolder.WithDefaults(Self),
            Regime = given.Regime ?? "cn-copyright",
        };
        var stored = new StoredNoticeJson();
        for (var turn = 0; turn < 2; turn++)
        {
            var text = Encoding.UTF8.GetString(stored.Of(given, notice, Encoding.UTF8.GetBytes(sent)));
            Assert.Equal(Written(notice), Written(JsonSerializer.Deserialize(text, TakedownJson.Default.NoticeInput)!));
            Assert.Equal(Written(notice), Written(JsonSerializer.Deserialize(text, StoredJson.Default.NoticeInput)!));
            Assert.DoesNotContain('\n', text);
            Assert.Equal(asItCame, text.StartsWith(sent.Trim()[..^1], StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_came_as_something_else_is_written()
    {
        var notice = new NoticeInput { ClientRef = "a" };
        Assert.Equal("""{"clientRef":"a"}""", Encoding.UTF8.GetString(new StoredNoticeJson().Of(notice, notice, [])));
    }

    private static string Written(NoticeInput notice) =>
        JsonSerializer.Serialize(notice, TakedownJson.Default.NoticeInput);
}
