using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Forms;

/// <summary>H19: reports upward on major issues.</summary>
[Trait("Id", "H19")]
public sealed class BulletinTests
{
    [Fact]
    public async Task H19_a_bulletin_goes_to_the_bodies_above_and_to_nobody_else()
    {
        await using var end = new Harness.Disposable(await TestServer.StartAsync());
        var server = end.Server;
        var county = await Office.OpenAsync(server, "CN-533123");
        var province = await Office.OpenAsync(server, "CN-530000");
        var sibling = await Office.OpenAsync(server, "CN-533122");
        var police = await Office.OpenAsync(server, "CN-533100", "police");
        var body = new { title = "重大问题", text = "三家网站同时传播院线电影。" };
        var sent = (await county.Officer.PostAsync("/v1/bulletins", body)).Must(201).Json;
        Assert.Equal("A officer", sent.Text("person"));
        foreach (var api in new[] { county.Body.Api, province.Officer, server.Operator })
        {
            Assert.Equal(body.text, Assert.Single((await api.GetAsync("/v1/bulletins")).Must(200).Items)!.Text("text"));
            (await api.GetAsync($"/v1/bulletins/{sent.Id("id")}")).Must(200);
        }
        foreach (var office in new[] { sibling, police })
        {
            Assert.Empty((await office.Officer.GetAsync("/v1/bulletins")).Must(200).Items);
            (await office.Officer.GetAsync($"/v1/bulletins/{sent.Id("id")}")).Must(404);
        }
        Assert.Equal(
            [("/title", "field.required"), ("/text", "value.too-long")],
            (await county.Officer.PostAsync("/v1/bulletins", new { title = " ", text = new string('x', 10_001) }))
                .Must(400).Faults);
        (await county.Officer.PostAsync(
            "/v1/bulletins", new { title = "t", text = "t", caseId = NewId.Next() })).Must(404);
    }
}
