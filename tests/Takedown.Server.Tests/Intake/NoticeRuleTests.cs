using System.Globalization;
using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>Bounds that hold whatever the regime: at the bound accepted, beyond it refused by its place.</summary>
public sealed class NoticeRuleTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("/clientRef", 200)]
    [InlineData("/infringement", 200)]
    [InlineData("/signature", 500)]
    [InlineData("/explanation", 5000)]
    [InlineData("/work/title", 500)]
    [InlineData("/work/registrationNo", 200)]
    [InlineData("/target/locator", 1000)]
    [InlineData("/target/account/id", 200)]
    [InlineData("/target/account/name", 200)]
    [InlineData("/rightsHolder/name", 300)]
    [InlineData("/rightsHolder/contact", 500)]
    [InlineData("/rightsHolder/phone", 60)]
    [InlineData("/rightsHolder/address", 500)]
    public async Task A_text_ends_at_its_bound(string pointer, int length)
    {
        var (claimant, host) = await SetUpAsync();
        var answer = await claimant.SubmitAsync(
            With(host, pointer, new string('字', length)), With(host, pointer, new string('字', length + 1)));
        Assert.Equal(["accepted", "rejected"], answer.Statuses());
        Assert.Equal([$"{pointer} value.too-long"], answer.ItemFaults(1));
    }

    [Theory]
    [InlineData("/ipType", "Copy Right", "value.token")]
    [InlineData("/work/type", "音乐", "value.token")]
    [InlineData("/target/type", "-url", "value.token")]
    [InlineData("/work/type", "", "value.token")]
    [InlineData("/rightsHolder/kind", "Person", "value.token")]
    [InlineData("/rightsHolder/email", "nobody", "email.invalid")]
    [InlineData("/rightsHolder/email", "a@b@c.example", "email.invalid")]
    [InlineData("/rightsHolder/country", "CHN", "country.unknown")]
    [InlineData("/target/account/id", " ", "field.required")]
    [InlineData("/evidence/0/sha256", "abc", "sha256.invalid")]
    [InlineData(
        "/evidence/0/sha256", "g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "sha256.invalid")]
    [InlineData("/evidence/0/kind", "Screen Shot", "value.token")]
    [InlineData("/statements/0", "I swear", "value.token")]
    [InlineData("/measures/0", "Delete It", "value.token")]
    public async Task A_word_that_cannot_be_is_refused_by_its_place(string pointer, string value, string code)
    {
        var (claimant, host) = await SetUpAsync();
        var answer = await claimant.SubmitAsync(With(host, pointer, value));
        Assert.Equal([$"{pointer} {code}"], answer.ItemFaults());
    }

    [Theory]
    [InlineData("evidence", 50)]
    [InlineData("statements", 20)]
    [InlineData("measures", 20)]
    public async Task A_list_ends_at_its_bound(string list, int count)
    {
        var (claimant, host) = await SetUpAsync();
        JsonObject Of(int length)
        {
            var notice = Notice(host);
            notice[list] = new JsonArray([.. Enumerable.Range(0, length).Select(i =>
                list == "evidence" ? new JsonObject { ["sha256"] = Sample.Sha256 } : (JsonNode)$"word-{i}")]);
            return notice;
        }

        var answer = await claimant.SubmitAsync(Of(count), Of(count + 1));
        Assert.Equal(["accepted", "rejected"], answer.Statuses());
        Assert.Equal([$"/{list} list.too-long"], answer.ItemFaults(1));
    }

    [Fact]
    public async Task Evidence_without_a_hash_and_without_a_place_is_refused()
    {
        var (claimant, host) = await SetUpAsync();
        var notice = Notice(host);
        notice["evidence"] = new JsonArray(new JsonObject { ["kind"] = "screenshot" });
        Assert.Equal(["/evidence/0/sha256 field.required"], (await claimant.SubmitAsync(notice)).ItemFaults());
    }

    [Fact]
    public async Task Without_a_URL_the_platform_must_be_named_and_a_locator_finds_the_place()
    {
        var (claimant, host) = await SetUpAsync();
        var platform = await server.PlatformAsync(Bodies.NewHost("named"));
        var notice = Notice(host);
        notice["target"] = new JsonObject { ["type"] = "nft-token", ["locator"] = "0xABC/7" };
        var nameless = notice.DeepClone();
        notice["platformId"] = platform.Id;
        var answer = await claimant.SubmitAsync(nameless, notice, notice.DeepClone());
        Assert.Equal(["rejected", "accepted", "duplicate"], answer.Statuses());
        Assert.Contains("/platformId platform.required", answer.ItemFaults());
        Assert.Equal(platform.Id, (await claimant.NoticeAsync(answer.NoticeId(1)))["platformId"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task An_account_and_a_rights_holder_may_be_given_as_bare_texts()
    {
        var (claimant, host) = await SetUpAsync();
        var notice = Notice(host);
        notice["rightsHolder"] = "Bare Name";
        notice["target"]!["account"] = "acc-7";
        var answer = await claimant.SubmitAsync(notice);
        var stored = (await claimant.NoticeAsync(answer.NoticeId()))["notice"]!;
        Assert.Equal(("Bare Name", "acc-7"), (stored["rightsHolder"]!["name"]!
            .GetValue<string>(), stored["target"]!["account"]!["id"]!.GetValue<string>()));
    }

    private async Task<(Organisation Claimant, string Host)> SetUpAsync()
    {
        var host = Bodies.NewHost("rules");
        await server.PlatformAsync(host);
        return (await server.ClaimantAsync(), host);
    }

    private static JsonObject Notice(string host) => JsonNode.Parse($$$"""
        {"work":{"title":"A"},"target":{"url":"https://{{{host}}}/{{{Bodies.NewHost()}}}","account":{"id":"acc"}},
         "rightsHolder":{"name":"Holder"},"evidence":[{"sha256":"{{{Sample.Sha256}}}"}],"statements":["truth"],
         "measures":["delete"]}
        """)!.AsObject();

    private static JsonObject With(string host, string pointer, string value)
    {
        var notice = Notice(host);
        var path = pointer.Split('/')[1..];
        JsonNode at = notice;
        foreach (var step in path[..^1])
            at = int.TryParse(step, CultureInfo.InvariantCulture, out var index) ? at[index]! : at[step]!;
        if (int.TryParse(path[^1], CultureInfo.InvariantCulture, out var last)) at[last] = value;
        else at[path[^1]] = value;
        return notice;
    }
}
