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
    [InlineData("src/Takedown.Server", "Contracts", "Core", "Demo", "Storage")]
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

    [Theory]
    [InlineData("Takedown.Server")]
    [InlineData("Takedown.Storage")]
    [InlineData("Takedown.Demo")]
    public void Types_are_internal_and_closed(string project)
    {
        var types = Assembly.Load(project).GetTypes()
            .Where(t => t.Namespace?.StartsWith("Takedown.", StringComparison.Ordinal) is true).ToList();
        Expect.None(types.Where(t => t.IsPublic).Select(t => t.FullName));
        var bases = types.Select(t => t.BaseType is { IsConstructedGenericType: true } b ? b.GetGenericTypeDefinition() : t.BaseType).ToHashSet();
        Expect.None(types.Where(t => t is { IsNested: false, IsClass: true, IsSealed: false, IsAbstract: false } && !bases.Contains(t))
            .Select(t => t.FullName));
    }
}
