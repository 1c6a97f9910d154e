using MongoDB.Driver;
using System.Text.RegularExpressions;
using Takedown.Server.Transparency.Mongo;
using Takedown.Storage.Mongo;

namespace Takedown.Server.Tests.Docker;

/// <summary>The part of <c>compose.yaml</c> that is about MongoDB and the process for the public.</summary>
[Trait("Database", "unused")]
public sealed partial class ComposeMongoTests
{
    private static readonly ComposeFile Compose = ComposeFile.Read();
    private static readonly string Init = Repository.Read("docker/mongo-init.js");

    private static IReadOnlyList<Service> Members => [.. Compose.Services.Values
        .Where(s => s.Text("hostname")?.StartsWith("mongo-", StringComparison.Ordinal) is true)];

    [Fact]
    public void The_members_are_three_under_the_names_by_which_everybody_knows_them()
    {
        var names = Members.Select(m => m.Name).Order().ToList();
        Assert.Equal(3, names.Count);
        Assert.All(Members, m => Assert.Equal(m.Name, m.Text("hostname")));
        Assert.Contains($"[{string.Join(", ", names.Select(n => $"\"{n}\""))}]", Init, StringComparison.Ordinal);
        foreach (var service in Compose.Services.Values.Where(s => s.IsOurs))
        {
            var url = new MongoUrl(StringOf(service));
            Assert.Null(MongoSettings.Fault(StringOf(service)));
            Assert.Equal(names, url.Servers.Select(s => s.Host).Order());
            Assert.All(url.Servers, s => Assert.Contains($"{s.Port}", Compose.Services[s.Host].List("expose")));
            Assert.Equal(("rs0", "takedown"), (url.ReplicaSetName, url.DatabaseName));
            Assert.All(Members, m => Assert.Contains(
                $"--replSet {url.ReplicaSetName} ", m.List("entrypoint")[^1], StringComparison.Ordinal));
            Assert.Contains($"_id: \"{url.ReplicaSetName}\"", Init, StringComparison.Ordinal);
            // Its user is made with its password, in the database against which it signs in.
            Assert.Equal(url.DatabaseName, url.AuthenticationSource);
            Assert.Contains($"createUser({{ user: \"{url.Username}\"", Init, StringComparison.Ordinal);
            Assert.Equal(ComposeFile.Filled, url.Password);
        }
    }

    [Fact]
    public void The_process_for_the_public_knows_nothing_that_the_public_may_not()
    {
        var open = Compose.Services["public-1"];
        Assert.Equal(
            ["Takedown__Mongo__ConnectionString", "Takedown__Roles", "Takedown__Transparency__Publish",
                "Takedown__Transparency__Store"],
            open.Environment.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["mongo-init"], open.DependsOn.Keys);
        Assert.Equal("public", new MongoUrl(StringOf(open)).Username);
        Assert.DoesNotContain(open.Environment.Values, v =>
            v.Contains("postgres", StringComparison.Ordinal) || v.Contains("rabbitmq", StringComparison.Ordinal));
        Assert.All(Compose.Services.Values.Where(s => s.IsOurs && s != open), s =>
            Assert.Equal("takedown", new MongoUrl(StringOf(s)).Username));
    }

    /// <summary>It finds in what the public record is made of, and nowhere else: evidence lies beside it.</summary>
    [Fact]
    public void The_user_of_the_public_reads_the_collections_of_the_record()
    {
        var granted = Granted().Match(Init).Groups["names"].Value.Split(',').Select(n => n.Trim(' ', '"'));
        Assert.Equal(MongoPublicRecord.Collections.Order(), granted.Order());
        Assert.Contains("actions: [\"find\"]", Init, StringComparison.Ordinal);
        Assert.Contains("user: \"public\", pwd: MONGO_PUBLIC_PASSWORD, roles: [\"publicRecord\"]", Init,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_makes_the_users_runs_once_at_the_address_that_may_and_is_given_what_it_reads()
    {
        var init = Compose.Services["mongo-init"];
        Assert.True(init.EndsByItself);
        Assert.Equal(("service:mongo-1", Members[0].Image), (init.Text("network_mode"), init.Image));
        Assert.Equal(Members.Select(m => m.Name).Order(), init.DependsOn.Keys.Order());
        var read = Init.Split('\n').Single(line => line.EndsWith("= process.env;", StringComparison.Ordinal));
        Assert.All(Variable().Matches(read), name => Assert.Contains(name.Value, init.Environment.Keys));
        Assert.Equal(["mongosh", "--quiet", "--nodb", "/init.js"], init.List("command"));
    }

    private static string StringOf(Service service) => service.Environment["Takedown__Mongo__ConnectionString"];

    [GeneratedRegex(@"publicCollections = \[(?<names>[^\]]+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Granted();

    [GeneratedRegex("MONGO_[A-Z_]+", RegexOptions.None, 1000)]
    private static partial Regex Variable();
}
