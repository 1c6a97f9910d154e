using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Core.Words;

namespace Takedown.Core.Tests.Words;

public sealed class WordListTests
{
    [Theory]
    [InlineData("work-type", "muisc", "music")]
    [InlineData("work-type", "filmtv", "film-tv")]
    [InlineData("work-type", "sport-event", "sports-event")]
    [InlineData("service-type", "clouddisk", "cloud-disk")]
    [InlineData("measure", "removd", "removed")]
    [InlineData("ip-type", "trade-mark", "trademark")]
    public void The_nearest_word_is_the_one_that_was_meant(string axis, string word, string nearest)
    {
        var list = new WordList(DefaultPack.Vocabularies.Single(v => v.Axis == axis));
        Assert.False(list.Contains(word));
        Assert.Equal(nearest, list.Nearest(word));
        Assert.Equal(nearest, list.Nearest(word));
    }

    [Fact]
    public void A_retired_word_is_no_word()
    {
        var list = new WordList(new()
        {
            Words =
            [
                new() { Word = "old", Zh = "旧", En = "Old", Status = WordStatus.Retired },
                new() { Word = "new", Zh = "新", En = "New" },
            ],
        });
        Assert.False(list.Contains("old"));
        Assert.Equal("new", list.Nearest("old"));
        Assert.Null(new WordList(new() { Words = [] }).Nearest("old"));
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("music", "music", 0)]
    [InlineData("muisc", "music", 1)]
    [InlineData("musi", "music", 1)]
    [InlineData("musicc", "music", 1)]
    [InlineData("mosic", "music", 1)]
    [InlineData("", "music", 5)]
    [InlineData("kitten", "sitting", 3)]
    public void A_swap_an_insertion_an_omission_and_a_replacement_are_one_step(string one, string other, int steps)
    {
        Assert.Equal(steps, Spelling.Distance(one, other));
        Assert.Equal(steps, Spelling.Distance(other, one));
    }

    [Fact]
    public void A_text_of_any_length_has_a_distance() =>
        Assert.Equal(60, Spelling.Distance(new string('a', 100_000), new string('b', 100_000)));
}
