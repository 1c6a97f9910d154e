using System.Reflection;
using System.Xml.Linq;

namespace Takedown.Architecture.Tests;

/// <summary>What projects may reference, and what they show to others.</summary>
public sealed class ProjectTests
{
    [Theory]
    [InlineData("contracts/Takedown.Contracts")]
    [InlineData("src/Takedown.Core", "Contracts")]
    [InlineData("src/Takedown.Storage")]
    [InlineData("src/Takedown.Client", "Contracts")]
    [InlineData("src/Takedown.Demo", "Client", "Contracts", "Core")]
    [InlineData("src/Takedown.Console", "Contracts")]
    [InlineData("src/Takedown.Server", "Console", "Contracts", "Core", "Demo", "Storage")]
    public void A_project_references_no_other_than(string project, params string[] allowed)
    {
        var file = XDocument.Load(Path.Combine(Sources.Root, project, $"{Path.GetFileName(project)}.csproj"));
        var referenced = file.Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));
        Expect.None(referenced.Except(allowed.Select(name => $"Takedown.{name}")));
        // A reference of a reference can be used too.
        var used = Assembly.Load(Path.GetFileName(project)).GetReferencedAssemblies().Select(a => a.Name!)
            .Where(name => name.StartsWith("Takedown.", StringComparison.Ordinal));
        Expect.None(used.Except(allowed.Select(name => $"Takedown.{name}")));
    }

    /// <summary>Everybody else sees a seam, so that the embedded default needs no MongoDB.</summary>
    [Fact]
    public void Only_its_client_and_what_implements_a_seam_on_it_name_the_driver_of_MongoDB() =>
        Expect.None(Sources.In("src", "contracts")
            .Where(f => f.Text.Contains("using MongoDB.", StringComparison.Ordinal))
            .Select(f => f.Path)
            .Where(path => !path.StartsWith("src/Takedown.Storage/Mongo/", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("Mongo", StringComparison.Ordinal)));

    [Theory]
    [InlineData("Takedown.Server")]
    [InlineData("Takedown.Storage")]
    [InlineData("Takedown.Demo")]
    public void Types_are_internal_and_closed(string project)
    {
        var types = Assembly.Load(project).GetTypes()
            .Where(t => t.Namespace?.StartsWith("Takedown.", StringComparison.Ordinal) is true).ToList();
        Expect.None(types.Where(t => t.IsPublic).Select(t => t.FullName));
        // A class that others derive from is open on purpose.
        var bases = types.Select(t => t.BaseType).ToHashSet();
        var open = types.Where(t => t is { IsNested: false, IsClass: true, IsSealed: false, IsAbstract: false });
        Expect.None(open.Except(bases).Select(t => t!.FullName));
    }
}
