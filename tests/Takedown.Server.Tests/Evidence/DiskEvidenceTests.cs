using Takedown.Core.Evidence;
using Takedown.Server.Evidence;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Evidence;

/// <summary>The store in a folder: the contract, and what only a folder has.</summary>
[Trait("Database", "unused")]
public sealed class DiskEvidenceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("takedown-test-").FullName;
    private readonly HandClock clock = new();

    private DiskEvidence Store => new(Path.Combine(folder, "evidence"), clock);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, MemberData(nameof(EvidenceContract.Names), MemberType = typeof(EvidenceContract))]
    public Task The_contract_holds(string part) => EvidenceContract.RunAsync(part, Store, clock);

    /// <summary>Files of others in the folder are none of ours, and nobody but the server reads ours.</summary>
    [Fact]
    public async Task Only_files_named_by_their_hash_count_and_they_are_private()
    {
        var hash = await EvidenceContract.KeepAsync(Store, Proofs.Png("a"));
        var root = Path.Combine(folder, "evidence");
        await File.WriteAllTextAsync(Path.Combine(root, "notes.txt"), "x");
        await File.WriteAllTextAsync(Path.Combine(root, "attempts", new string('a', 64)), "x");
        Directory.CreateDirectory(Path.Combine(root, "ff"));
        await File.WriteAllTextAsync(Path.Combine(root, "ff", new string('a', 64)), "x");

        Assert.Equal([hash], await EvidenceContract.HashesAsync(Store));

        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(root));
    }

    [Fact]
    public async Task A_damaged_file_is_whole_again_when_it_is_stored_again()
    {
        var hash = await EvidenceContract.KeepAsync(Store, Proofs.Png("a"));
        var path = Path.Combine(folder, "evidence", hash.Text[..2], hash.Text);
        await File.WriteAllTextAsync(path, "damaged");

        await EvidenceContract.KeepAsync(Store, Proofs.Png("a"));

        Assert.Equal(Proofs.Png("a"), await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_a_fault_of_the_store()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "evidence"), "a file in its place");

        await Assert.ThrowsAsync<EvidenceStoreException>(() => Store.BeginAsync(CancellationToken.None));
        Assert.Null(await Store.OpenAsync(EvidenceHash.Of(new byte[32]), CancellationToken.None));
    }
}
