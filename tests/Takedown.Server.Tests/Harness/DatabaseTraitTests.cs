using System.Text.RegularExpressions;
using Takedown.Server.Tests.Docker;

namespace Takedown.Server.Tests.Harness;

/// <summary>
/// A class marked as independent of the database runs once, in the SQLite pass of <c>tests/run</c>. Such a class may
/// start a server for anonymous requests, but it stores nothing.
/// </summary>
[Trait("Database", "unused")]
public sealed partial class DatabaseTraitTests
{
    [Fact]
    public void A_class_that_runs_once_stores_nothing()
    {
        var marked = Directory
            .EnumerateFiles(Repository.PathOf("tests/Takedown.Server.Tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != $"{nameof(DatabaseTraitTests)}.cs")
            .Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file)))
            .Where(file => file.Text.Contains("[Trait(\"Database\", \"unused\")]", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(marked);
        Assert.Empty(marked.Where(file => Storing().IsMatch(file.Text)).Select(file => file.Name));
    }

    [Fact]
    public void The_PostgreSQL_pass_leaves_out_nothing_else() =>
        Assert.Contains(
            "filter=\"Database!=unused\"\n  for part in "
                + "Screens.{Claimants,Lists,Operators,Platforms,Regulators,Subscriptions,Views,Work} Intake.Csv; do",
            Repository.Read("tests/run"), StringComparison.Ordinal);

    private const string Stores =
        @"\b(TestStore|ServerProcess|DatabaseFactory|PlatformAsync|ClaimantAsync|RegisterAsync)\b"
        + @"|\b(PostgresFact|RabbitFact|RabbitTheory)\b|\.Operator\b";

    [GeneratedRegex(Stores, RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Storing();
}
