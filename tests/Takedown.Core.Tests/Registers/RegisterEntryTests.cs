using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Core.Registers;

namespace Takedown.Core.Tests.Registers;

/// <summary>The values of registers by the types of their fields (F01–F14).</summary>
public sealed class RegisterEntryTests
{
    private static RegisterDefinition Of(string code) => DefaultPack.Registers.Single(r => r.Code == code);

    public static TheoryData<string, string, string?, string> Values => new()
    {
        { "text", "  ", "text.line", "no text of blanks gets here; a tab is no line" },
        { "host", "HTTPS://Video.Example/x", null, "a URL gives its host" },
        { "host", "not a host", "host.invalid", "blanks" },
        { "date", "2026年3月5日", null, "as people write it" },
        { "date", "2026/3/5", null, "as spreadsheets write it" },
        { "date", "05.03.2026", "value.date", "day and month would have to be guessed" },
        { "date", "2026-02-30", "value.date", "there is no such day" },
        { "yes-no", "是", null, "Chinese" },
        { "yes-no", "maybe", "value.yes-no", "neither" },
        { "region", "CN-533123", null, "a county" },
        { "region", "533123", "region.unknown", "without the country" },
        { "uscc", "91530000ma6k2x3y4z", "value.bad-format", "Z is no letter of the code" },
        { "uscc", "91530000MA6K2X3Y4T", null, "18 characters" },
        { "word", "Script Game", "value.token", "not kebab-case" },
        { "list", "a | b|a", null, "entries once, trimmed" },
        { "text", "line\nbreak", "text.line", "one line" },
        { "long-text", "line\r\nbreak", null, "several lines" },
    };

    [Theory, MemberData(nameof(Values))]
    public void A_value_is_checked_by_its_type(string type, string text, string? code, string reason)
    {
        if (text.Trim().Length == 0) text = "a\tb";
        var field = new RegisterField { Name = "x", Type = type, Zh = "x", En = "x" };
        Assert.Equal((code, reason), (RegisterValues.Fault(field, text, out _), reason));
    }

    [Fact]
    public void Every_register_of_the_issue_is_there_and_its_key_and_title_are_fields()
    {
        Assert.Equal(
            ["sites", "apps", "platforms", "key-works", "key-new-business", "blacklist", "licences",
                "hosting-providers", "access-providers"],
            DefaultPack.Registers.Select(r => r.Code));
        Assert.All(DefaultPack.Registers, register =>
        {
            var names = register.Fields.Select(f => f.Name).ToList();
            Assert.Equal(names.Count, names.Distinct().Count());
            Assert.Empty(register.Key.Append(register.Title).Append(register.Ends ?? register.Title).Except(names));
        });
    }

    [Fact]
    public void Titles_that_are_typed_differently_have_one_key()
    {
        List<Fault> faults = [];
        string Key(string title) => RegisterEntry.Of(
            Of("key-works"), new Dictionary<string, string> { ["title"] = title, ["workType"] = "film" }, faults).Key;
        Assert.Equal(Key("Ｗandering  Earth"), Key("wandering earth"));
        Assert.NotEqual(Key("流浪地球"), Key("流浪地球2"));
        Assert.Empty(faults);
    }

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        List<Fault> faults = [];
        var entry = RegisterEntry.Of(Of("sites"), new Dictionary<string, string>
        {
            ["name"] = "=1+1, \"x\"", ["domain"] = "a.example", ["flags"] = "no-identity|hosted-abroad",
        }, faults);
        Assert.Empty(faults);
        var read = RegisterEntry.Read(Of("sites"), entry.Write());
        Assert.Empty(read.Differences(entry));
        Assert.Equal("hosted-abroad|no-identity", read.Value("flags"));
    }

    [Fact]
    public void An_entry_of_the_blacklist_needs_its_basis_and_an_end_after_its_beginning()
    {
        List<Fault> faults = [];
        RegisterEntry.Of(Of("blacklist"), new Dictionary<string, string>
        {
            ["name"] = "A", ["kind"] = "site", ["from"] = "2026-02-01", ["until"] = "2026-01-01",
        }, faults);
        Assert.Equal([new("/basis", "field.required"), new Fault("/until", "period.ends-before")], faults);
    }
}
