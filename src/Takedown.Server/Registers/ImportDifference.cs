using System.Security.Cryptography;
using System.Text;
using Takedown.Contracts;
using Takedown.Core;
using Takedown.Core.Registers;
using Takedown.Server.Http;
using Takedown.Server.Http.Csv;

namespace Takedown.Server.Registers;

/// <summary>What an import has found so far: counts, the first faults and the first differences.</summary>
internal sealed class ImportDifference(RegisterDefinition register, Guid id)
{
    private const int ShownFaults = 100;
    private const int ShownDifferences = 1000;

    /// <summary>Digests of the keys of the file: 16 bytes each, whatever their length.</summary>
    private readonly HashSet<UInt128> keys = [];
    private readonly List<InputFault> faults = [];
    private readonly List<RegisterDifference> differences = [];
    private long unchanged;

    public Guid Id => id;

    public RegisterDefinition Register => register;

    public long Rows { get; private set; }

    public long Rejected { get; private set; }

    public long Added { get; private set; }

    public long Changed { get; private set; }

    /// <summary>The values of a row; null if it is bad, which is counted.</summary>
    public RegisterEntry? Entry(CsvRow row, RegisterTable table)
    {
        Rows++;
        if (table.TextsOf(row, out var unreadable) is not { } texts)
        {
            Reject([unreadable with { Pointer = $"/{row.Number}{unreadable.Pointer}" }]);
            return null;
        }
        List<Fault> found = [];
        var entry = RegisterEntry.Of(register, texts, found);
        if (found.Count == 0 && !keys.Add(Digest(entry.Key))) found.Add(
            new($"/{register.Key[0]}", "register.key-twice"));
        if (found.Count == 0) return entry;
        Reject([.. found.Select(f => RegisterFaults.Of(f, register, texts, $"/{row.Number}"))]);
        return null;
    }

    /// <summary>Counts a good row.</summary>
    public StagedKind Count(long number, RegisterEntry entry, StoredRow row, StoredRow? former)
    {
        if (former?.Fields == row.Fields)
        {
            unchanged++;
            return StagedKind.Unchanged;
        }
        var kind = former is null ? StagedKind.Added : StagedKind.Changed;
        if (kind is StagedKind.Added) Added++;
        else Changed++;
        if (differences.Count < ShownDifferences)
        {
            differences.Add(new()
            {
                Row = number,
                Kind = former is null ? "added" : "changed",
                Title = entry.Title,
                Fields = entry.Differences(former is null ? null : RegisterEntry.Read(register, former.Fields)),
            });
        }
        return kind;
    }

    public RegisterImport View(ImportOptions options, long stored, string language) => new()
    {
        Register = register.Code,
        DryRun = options.DryRun,
        Rows = Rows,
        Added = Added,
        Changed = Changed,
        Unchanged = unchanged,
        Removed = options.Replace ? stored - Changed - unchanged : 0,
        Rejected = Rejected,
        Faults = Problems.Localize(faults, language),
        Differences = differences,
    };

    private void Reject(IReadOnlyList<InputFault> found)
    {
        if (Rejected++ < ShownFaults) faults.AddRange(found);
    }

    private static UInt128 Digest(string key) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
