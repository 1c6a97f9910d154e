using Takedown.Contracts;
using Takedown.Screens.Access;

namespace Takedown.Screens.Common;

/// <summary>The words of notices and platforms with their names in the reader's language.</summary>
public sealed class Vocabularies
{
    public const string WorkTypes = "work-type";
    public const string Modes = "mode";
    public const string ServiceTypes = "service-type";
    public const string IpTypes = "ip-type";
    public const string TargetTypes = "target-type";

    private readonly Screen screen;
    private readonly Dictionary<string, IReadOnlyList<VocabularyWord>> axes;

    private Vocabularies(Screen screen, Page<Vocabulary> all)
    {
        this.screen = screen;
        axes = all.Items.ToDictionary(v => v.Axis, v => v.Words);
    }

    public static async Task<Vocabularies> LoadAsync(Screen screen) =>
        new(screen, await screen.Api.GetAsync<Page<Vocabulary>>("/v1/vocabularies"));

    /// <summary>The name of a word; a word that is in no vocabulary is its own name.</summary>
    public string Of(string axis, string? word) =>
        axes.GetValueOrDefault(axis)?.FirstOrDefault(w => w.Word == word) is { } known ? Name(known)
            : screen.Word(word);

    /// <summary>The words in use, to choose from.</summary>
    public IReadOnlyList<(string Value, string Text)> Choices(string axis) =>
    [
        .. (axes.GetValueOrDefault(axis) ?? []).Where(w => w.Status is not WordStatus.Retired)
            .Select(w => (w.Word, Name(w))),
    ];

    private string Name(VocabularyWord word) => screen.T(word.En, word.Zh);
}
