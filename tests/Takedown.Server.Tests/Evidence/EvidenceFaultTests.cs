using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Evidence;

/// <summary>What is wrong with an upload leaves nothing behind: no bytes, no row, no attempt.</summary>
public sealed class EvidenceFaultTests(EvidenceServer own) : IClassFixture<EvidenceServer>
{
    private readonly TestServer server = own.Server;

    [Fact]
    public async Task A_wrong_hash_a_lie_and_an_empty_file_are_refused_with_the_reason()
    {
        var claimant = await server.ClaimantAsync();
        var (file, other) = (Proofs.Png("wrong"), Proofs.HashOf(Proofs.Png("other")));

        await RefusedAsync(claimant, file, "image/png", other, 400, "sha256", "sha256.mismatch");
        var page = "<html><script>alert(1)</script></html>"u8.ToArray();
        await RefusedAsync(claimant, page, "image/png", Proofs.HashOf(page), 400, "Content-Type", "evidence.type");
        await RefusedAsync(claimant, file, "text/plain", Proofs.HashOf(file), 400, "Content-Type", "evidence.type");
        await RefusedAsync(claimant, [], "image/png", Sample.Sha256, 400, "", "body.empty");
        foreach (var type in new[] { "image/svg+xml", "application/x-msdownload", "application/javascript" })
        {
            var refused = (await claimant.Api.PutFileAsync(file, type)).Must(415);
            Assert.Equal("media-type.unsupported", refused.Code);
            Assert.Contains("image/png", refused.Json.Text("title"), StringComparison.Ordinal);
        }
        Assert.False(await own.HasAsync(Proofs.HashOf(file)));

        // A file without a type is what it shows.
        var made = await claimant.Api.SendAsync(new HttpRequestMessage(
            HttpMethod.Put, $"/v1/evidence/{Proofs.HashOf(file)}") { Content = new ByteArrayContent(file) });
        Assert.Equal("image/png", made.Must(201).Json.Text("mediaType"));
    }

    [Fact]
    public async Task Names_never_become_paths()
    {
        var claimant = await server.ClaimantAsync();
        var file = Proofs.Png("path");
        foreach (var name in new[]
        {
            "..%2F..%2F..%2Ftmp%2Fevil", "%2e%2e%2fevil", "..%5C..%5Cevil", "attempts", new string('g', 64),
            Proofs.HashOf(file) + "%00", Proofs.HashOf(file)[..63], "%2Fetc%2Fpasswd",
        })
        {
            var put = await claimant.Api.SendAsync(HttpMethod.Put, $"/v1/evidence/{name}", file, "image/png");
            Assert.True(put.Status is 400 or 404, $"{name}: {put.Status} {put.Body}");
            var get = await claimant.Api.GetAsync($"/v1/evidence/{name}");
            Assert.True(get.Status is 404 || name.EndsWith("%00", StringComparison.Ordinal), $"{name}: {get.Status}");
        }
        Assert.False(await own.HasAsync(Proofs.HashOf(file)));
        Assert.Equal(0, own.Attempts);
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_with_and_without_a_declared_length()
    {
        var claimant = await server.ClaimantAsync();
        var file = Proofs.Png("large", EvidenceServer.MaxBytes + 1);
        var hash = Proofs.HashOf(file);
        using (var declared = await HalfSent.BeginAsync(
            server.Address, claimant.Key, $"/v1/evidence/{hash}", file.Length, "image/png", "PUT"))
        {
            await Following.WaitUntilAsync(() => Task.FromResult(declared.HasAnswer), has => has);
        }

        var streamed = await claimant.Api.SendAsync(new HttpRequestMessage(HttpMethod.Put, $"/v1/evidence/{hash}")
        {
            Content = new StreamContent(new MemoryStream(file)) { Headers = { { "Content-Type", "image/png" } } },
            Headers = { TransferEncodingChunked = true },
        });

        Assert.Equal((413, "body.too-large"), (streamed.Status, streamed.Code));
        Assert.False(await own.HasAsync(hash));
        Assert.Equal(0, own.Attempts);
        (await claimant.Api.PutFileAsync(Proofs.Png("just", EvidenceServer.MaxBytes))).Must(201);
    }

    [Fact]
    public async Task An_upload_cut_in_the_middle_leaves_nothing()
    {
        var claimant = await server.ClaimantAsync();
        var file = Proofs.Png("cut", 90_000);
        using (var cut = await HalfSent.BeginAsync(
            server.Address, claimant.Key, $"/v1/evidence/{Proofs.HashOf(file)}", file.Length, "image/png", "PUT"))
        {
            await cut.SendAsync(file[..70_000]);
            await Following.WaitUntilAsync(() => Task.FromResult(own.Attempts), found => found == 1);
        }

        await Following.WaitUntilAsync(() => Task.FromResult(own.Attempts), found => found == 0);
        Assert.False(await own.HasAsync(Proofs.HashOf(file)));
        (await claimant.Api.GetAsync($"/v1/evidence/{Proofs.HashOf(file)}")).Must(404);
        (await claimant.Api.PutFileAsync(file)).Must(201);
    }

    [Fact]
    public async Task Eight_uploads_of_one_file_at_once_store_it_once()
    {
        var claimant = await server.ClaimantAsync();
        var file = Proofs.Png("at once", 90_000);

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => claimant.Api.PutFileAsync(file)));

        Assert.Equal([200, 200, 200, 200, 200, 200, 200, 201], all.Select(a => a.Status).Order());
        Assert.Equal(90_000, (await claimant.Api.GetAsync("/v1/usage")).Must(200).Json.Long("evidenceBytesStored"));
        Assert.Single((await claimant.Api.GetAsync($"/v1/evidence/{Proofs.HashOf(file)}/custody")).Must(200).Items);
        Assert.Equal(0, own.Attempts);
    }

    [Fact]
    public async Task A_key_revoked_while_the_file_comes_stores_nothing()
    {
        var claimant = await server.ClaimantAsync();
        var made = (await claimant.Api.PostAsync(
            $"/v1/organisations/{claimant.Id}/keys", new { name = "short" })).Must(201).Json;
        var file = Proofs.Png("revoked", 90_000);
        using var sending = await HalfSent.BeginAsync(
            server.Address, made.Text("key"), $"/v1/evidence/{Proofs.HashOf(file)}", file.Length, "image/png", "PUT");
        await sending.SendAsync(file[..70_000]);
        (await claimant.Api.DeleteAsync($"/v1/keys/{made.Id("id")}")).Must(204);
        await sending.SendAsync(file[70_000..]);

        await Following.WaitUntilAsync(() => Task.FromResult(sending.HasAnswer), has => has);

        (await claimant.Api.GetAsync($"/v1/evidence/{Proofs.HashOf(file)}")).Must(404);
        Assert.Equal(0, (await claimant.Api.GetAsync("/v1/usage")).Must(200).Json.Long("evidenceBytesStored"));
        Assert.Equal(401, (await server.With(made.Text("key")).PutFileAsync(file)).Status);
    }

    [Fact]
    public async Task Beyond_the_limit_of_the_organisation_a_file_is_refused_and_leaves_no_bytes()
    {
        var claimant = await server.ClaimantAsync();
        (await server.Operator.PutAsync(
            $"/v1/organisations/{claimant.Id}/limits", new { evidenceBytes = 1000 })).Must(200);
        (await claimant.Api.PutFileAsync(Proofs.Png("fits", 900))).Must(201);
        var file = Proofs.Png("no room", 101);

        Assert.Equal("evidence.no-room", (await claimant.Api.PutFileAsync(file)).Must(403).Code);

        Assert.False(await own.HasAsync(Proofs.HashOf(file)));
        (await claimant.Api.PutFileAsync(Proofs.Png("fits", 900))).Must(200);
        (await claimant.Api.PutFileAsync(Proofs.Png("fits too", 100))).Must(201);
    }

    private async Task RefusedAsync(
        Organisation claimant, byte[] file, string type, string hash, int status, string pointer, string code)
    {
        var refused = (await claimant.Api.PutFileAsync(file, type, hash)).Must(status);
        Assert.Equal([(pointer, code)], refused.Faults);
        Assert.False(await own.HasAsync(hash));
        (await claimant.Api.GetAsync($"/v1/evidence/{hash}")).Must(404);
        Assert.Equal(0, own.Attempts);
    }
}
