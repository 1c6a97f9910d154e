using Microsoft.Extensions.DependencyInjection;
using Takedown.Core.Evidence;
using Takedown.Server.Evidence;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Evidence;

/// <summary>Never a row without bytes, and no bytes for ever without a row.</summary>
public sealed class EvidenceKeepingTests(EvidenceServer own) : IClassFixture<EvidenceServer>
{
    private readonly TestServer server = own.Server;

    [Fact]
    public async Task Bytes_that_no_row_names_go_after_a_day_and_nothing_else_does()
    {
        var claimant = await server.ClaimantAsync();
        (await claimant.Api.PutFileAsync(Proofs.Png("named"))).Must(201);
        // As after a crash between the bytes and their row.
        var lost = await EvidenceContract.KeepAsync(own.Stored, Proofs.Png("lost"));
        var sweep = server.Services.GetRequiredService<EvidenceSweep>();
        Assert.Equal(0, await sweep.RunAsync(CancellationToken.None));

        await server.AdvanceAsync("PT25H");
        var young = await EvidenceContract.KeepAsync(own.Stored, Proofs.Png("young"));
        Assert.Equal(1, await sweep.RunAsync(CancellationToken.None));

        Assert.Equal((false, true, true), (
            await own.HasAsync(lost.Text), await own.HasAsync(Proofs.HashOf(Proofs.Png("named"))),
            await own.HasAsync(young.Text)));
        (await claimant.Api.PutFileAsync(Proofs.Png("lost"))).Must(201);
        await own.Stored.DeleteAsync(young, CancellationToken.None);
    }

    [Fact]
    public async Task While_bytes_are_being_removed_nobody_names_them()
    {
        var claimant = await server.ClaimantAsync();
        var file = Proofs.Png("going");
        Assert.True(EvidenceHash.TryParse(Proofs.HashOf(file), out var hash));
        // As of a sweep that died in the middle.
        await server.Services.GetRequiredService<Database>().WriteAsync(s => s.ExecuteAsync(
            "INSERT INTO evidence_removals (sha256, at) VALUES (@hash, @at)",
            new { hash = hash.Bytes, at = server.Services.GetRequiredService<TimeProvider>().GetUtcNow() }));

        Assert.Equal("evidence.unavailable", (await claimant.Api.PutFileAsync(file)).Must(503).Code);
        (await claimant.Api.GetAsync($"/v1/evidence/{hash}")).Must(404);

        await server.AdvanceAsync("PT2H");
        await server.Services.GetRequiredService<EvidenceSweep>().RunAsync(CancellationToken.None);
        (await claimant.Api.PutFileAsync(file)).Must(201);
    }

    [Fact]
    public async Task The_audit_names_what_is_missing_and_what_is_damaged()
    {
        var claimant = await server.ClaimantAsync();
        List<string> hashes = [];
        foreach (var name in new[] { "whole", "missing", "damaged" })
        {
            (await claimant.Api.PutFileAsync(Proofs.Png(name, 300))).Must(201);
            hashes.Add(Proofs.HashOf(Proofs.Png(name, 300)));
        }
        string PathOf(string hash) => Path.Combine(server.Store.EvidenceFolder, hash[..2], hash);
        File.Delete(PathOf(hashes[1]));
        var bytes = await File.ReadAllBytesAsync(PathOf(hashes[2]));
        bytes[200] ^= 1;
        await File.WriteAllBytesAsync(PathOf(hashes[2]), bytes);

        var output = new StringWriter();
        var (files, faults) = await server.Services.GetRequiredService<EvidenceAudit>()
            .RunAsync(output, CancellationToken.None);

        Assert.Equal(2, faults);
        Assert.True(files >= 3, $"{files}");
        Assert.Equal(
            new[] { $"damaged {hashes[2]}", $"missing {hashes[1]}" },
            output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        // The server gives no file that is not there.
        Assert.Equal("evidence.unavailable", (await claimant.Api.GetAsync($"/v1/evidence/{hashes[1]}")).Must(503).Code);
        foreach (var name in new[] { "missing", "damaged" })
            (await claimant.Api.PutFileAsync(Proofs.Png(name, 300))).Must(200);
        Assert.Equal(0, (await server.Services.GetRequiredService<EvidenceAudit>()
            .RunAsync(TextWriter.Null, CancellationToken.None)).Faults);
    }

    [Fact]
    public async Task The_audit_is_a_command_that_starts_no_server_and_exits_with_its_result()
    {
        Assert.True(Server.App.AuditCommand.TryTake(["audit", "--evidence", "--x=y"], out var rest));
        Assert.Equal(["--x=y"], rest);
        Assert.Equal(2, await Server.App.AuditCommand.RunAsync(["audit"], []));
        var claimant = await server.ClaimantAsync();
        var hash = await claimant.StoreAsync("The command reads this.");
        string[] settings =
        [
            $"--Takedown:Database:Engine={TestStore.Engine}",
            $"--Takedown:Database:ConnectionString={server.Store.ConnectionString}",
            $"--Takedown:Evidence:Folder={server.Store.EvidenceFolder}",
        ];
        Assert.Equal(0, await Server.App.AuditCommand.RunAsync(["audit", "--evidence", .. settings], settings));

        await own.Stored.DeleteAsync(
            EvidenceHash.TryParse(hash, out var read) ? read : default, CancellationToken.None);

        Assert.Equal(1, await Server.App.AuditCommand.RunAsync(["audit", "--evidence", .. settings], settings));
        (await claimant.Api.PutFileAsync("The command reads this."u8.ToArray(), "text/plain")).Must(200);
    }
}
