using System.Globalization;
using System.Reflection;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Intake;
using Takedown.Server.Intake.Csv;

namespace Takedown.Server.Tests.Intake;

/// <summary>Every field of a notice, found by reflection, has a default, a column and a rule.</summary>
public sealed class NoticeFieldTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string> FilledAsAWhole = new()
    {
        ["target.account.id"] = "an account is one value: its name belongs to its id",
        ["target.account.name"] = "an account is one value: its name belongs to its id",
        ["evidence.kind"] = "a list is one value",
        ["evidence.sha256"] = "a list is one value",
        ["evidence.url"] = "a list is one value",
        ["evidence.capturedAt"] = "a list is one value",
    };

    private static readonly Dictionary<string, string> WithoutColumn = new()
    {
        ["target.account.id"] = "the column is target.account",
        ["metadata"] = "each key has a column of its own: metadata.key",
        ["missing"] = "the server says what a notice lacks",
    };

    private static readonly Dictionary<string, string> WithoutRule = new()
    {
        ["regime"] = "routing checks it against the registry",
        ["platformId"] = "routing checks it against the registry",
        ["target.url"] = "routing reads it",
        ["supersedes"] = "the notice is looked up when it is stored",
    };

    public static TheoryData<string> Paths => [.. Fields(typeof(NoticeInput), "").Select(f => f.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Defaults_fill_the_field_and_a_given_value_wins(string path)
    {
        var (defaults, given) = (With(path, "d"), With(path, "g"));
        Assert.Equal(ValueOf(defaults, path), ValueOf(new NoticeInput().WithDefaults(defaults), path));
        Assert.Equal(ValueOf(given, path), ValueOf(given.WithDefaults(defaults), path));
        var filled = WithParts(new NoticeInput(), path).WithDefaults(defaults);
        Assert.Equal(FilledAsAWhole.ContainsKey(path), ValueOf(filled, path) is null);
        Assert.Equal(ValueOf(given, path), ValueOf(given.WithDefaults(new NoticeInput()), path));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_field_has_a_column(string path)
    {
        Assert.Equal(WithoutColumn.ContainsKey(path), !CsvColumns.Contains(path));
        if (WithoutColumn.ContainsKey(path)) return;
        var (notice, cell) = (new NoticeInput(), path switch
        {
            "platformId" or "supersedes" or "respondents" => $"{Guid.Empty}",
            "evidence.capturedAt" => "2026-11-21T08:00:00Z",
            _ => "a",
        });
        CsvColumns.Set(notice, path, cell);
        var value = ValueOf(notice, path) is DateTimeOffset at
            ? at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : ValueOf(notice, path);
        Assert.Equal(cell, value switch
        {
            IReadOnlyList<string> list => Assert.Single(list),
            IReadOnlyList<Guid> ids => $"{Assert.Single(ids)}",
            _ => $"{value}",
        });
    }

    [Fact]
    public void A_column_is_a_field_or_an_account()
    {
        var notice = new NoticeInput();
        CsvColumns.Set(notice, "TARGET.ACCOUNT", "u1");
        Assert.Equal(new AccountRef { Id = "u1" }, notice.Target!.Account);
        Assert.Equal(["target.account"], CsvColumns.Names.Except(Fields(typeof(NoticeInput), "").Select(f => f.Path)));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void An_absurd_value_of_the_field_is_a_fault_at_its_place(string path)
    {
        var faults = new List<InputFault>();
        NoticeValidator.Check(With(path, new string(' ', 10_000)), Now, faults);
        var pointer = "/" + path.Replace('.', '/').Replace("evidence/", "evidence/0/", StringComparison.Ordinal);
        var found = faults.Exists(f => $"{f.Pointer}/".StartsWith($"{pointer}/", StringComparison.Ordinal));
        Assert.Equal(WithoutRule.ContainsKey(path), !found);
    }

    /// <summary>The fields that hold a value; those of a piece of evidence as those of its list.</summary>
    private static IEnumerable<(string Path, PropertyInfo Field)> Fields(Type type, string prefix) =>
        type.GetProperties().Where(p => p.CanWrite).SelectMany(field =>
        {
            var path = prefix + char.ToLowerInvariant(field.Name[0]) + field.Name[1..];
            return PartOf(field) is { } part ? Fields(part, path + ".") : [(path, field)];
        });

    private static Type? PartOf(PropertyInfo field) =>
        field.PropertyType == typeof(IReadOnlyList<Takedown.Contracts.Evidence>) ? typeof(Takedown.Contracts.Evidence)
        : field.PropertyType.Assembly == typeof(NoticeInput).Assembly ? field.PropertyType
        : null;

    private static NoticeInput With(string path, string text)
    {
        var notice = WithParts(new NoticeInput(), path);
        var (owner, field) = Owner(notice, path);
        field.SetValue(owner, field.PropertyType == typeof(string) ? text
            : field.PropertyType == typeof(Guid?) ? (text == "d" ? Guid.Empty : new Guid(1, 2, 3, new byte[8]))
            : field.PropertyType == typeof(IReadOnlyList<Guid>)
                ? (text == "d" ? [Guid.Empty] : Enumerable.Repeat(new Guid(1, 2, 3, new byte[8]), 6).ToArray())
            : field.PropertyType == typeof(IReadOnlyDictionary<string, string>)
                ? new Dictionary<string, string> { [text] = text }
            : field.PropertyType == typeof(DateTimeOffset?) ? (text == "d" ? Now : DateTimeOffset.MaxValue)
            : new[] { text });
        return notice;
    }

    /// <summary>The notice with an empty object, or one piece of evidence, at each step of the path.</summary>
    private static NoticeInput WithParts(NoticeInput notice, string path)
    {
        Owner(notice, path);
        return notice;
    }

    private static object? ValueOf(NoticeInput notice, string path)
    {
        var (owner, field) = Owner(notice, path);
        return field.GetValue(owner);
    }

    private static (object Owner, PropertyInfo Field) Owner(object owner, string path)
    {
        var steps = path.Split('.');
        foreach (var step in steps[..^1])
        {
            var field = Property(owner, step);
            if (field.GetValue(owner) is null)
            {
                var part = Activator.CreateInstance(PartOf(field)!)!;
                field.SetValue(owner, part is Takedown.Contracts.Evidence evidence ? new[] { evidence } : part);
            }
            owner = field.GetValue(owner) is IReadOnlyList<Takedown.Contracts.Evidence> list
                ? list[0] : field.GetValue(owner)!;
        }
        return (owner, Property(owner, steps[^1]));
    }

    private static PropertyInfo Property(object owner, string name) =>
        owner.GetType().GetProperty(char.ToUpperInvariant(name[0]) + name[1..])!;
}
