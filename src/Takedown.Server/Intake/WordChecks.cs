using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Compliance;
using Takedown.Core.Words;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Intake;

/// <summary>
/// The words of a notice against the vocabularies. An unknown word is accepted and told, with the nearest word; where
/// it decides about the policy, with the policy that applies without it, so that no typing error moves a deadline in
/// silence.
/// </summary>
internal sealed class WordChecks(RegistrySnapshot registry)
{
    private const string WorkType = "/work/type";

    private readonly WordList workTypes = registry.Words["work-type"];
    private readonly WordList ipTypes = registry.Words["ip-type"];
    private readonly WordList modes = registry.Words["mode"];
    private readonly WordList targetTypes = registry.Words["target-type"];
    private readonly WordList requests = registry.Words["measure"];

    /// <summary>The warnings; the shared empty list for nearly all notices.</summary>
    public IReadOnlyList<InputFault> Of(NoticeInput notice)
    {
        List<InputFault>? found = null;
        Check(workTypes, notice.Work?.Type, WorkType, ref found);
        Check(ipTypes, notice.IpType, "/ipType", ref found);
        // It may be a sentence, which is no word spelled wrong.
        if (notice.Infringement is { } mode && Validation.IsToken(mode))
            Check(modes, mode, "/infringement", ref found);
        Check(targetTypes, notice.Target?.Type, "/target/type", ref found);
        if (notice.Measures is { } measures)
        {
            for (var i = 0; i < measures.Count; i++)
                if (measures[i] is { } word && !requests.Contains(word))
                    Check(requests, word, $"/measures/{i}", ref found);
        }
        return found ?? (IReadOnlyList<InputFault>)[];
    }

    /// <summary>What a notice is about. Words that are in no vocabulary are not told apart.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="work">The identity of its work.</param>
    public long MarkOf(NoticeInput notice, string work) => WorkMark.Of(TypeOf(notice), ModeOf(notice), work);

    /// <summary>The type of its work and its mode, as counters have them.</summary>
    public long TopicOf(NoticeInput notice) => WorkMark.Topic(TypeOf(notice), ModeOf(notice));

    private string? TypeOf(NoticeInput notice) =>
        notice.Work?.Type is { } type && workTypes.Contains(type) ? type : null;

    private string? ModeOf(NoticeInput notice) =>
        notice.Infringement is { } mode && modes.Contains(mode) ? mode : null;

    /// <summary>The warnings with the policy that the notice got, and that it waits for a second person.</summary>
    public static IReadOnlyList<InputFault> With(IReadOnlyList<InputFault> warnings, Route route)
    {
        if (warnings.Count == 0 && route.Shared is null) return warnings;
        List<InputFault> all = [.. warnings.SelectMany(w => w.Pointer == WorkType
            ? [w, new InputFault(w.Pointer, "policy.word-ignored", w.Args[0], route.Policy.Code)]
            : (IEnumerable<InputFault>)[w])];
        if (route.Shared is { } shared) all.Add(new("/target/url", "target.shared", Kebab.Word(shared)));
        return all;
    }

    private static void Check(WordList words, string? word, string pointer, ref List<InputFault>? found)
    {
        if (words.Warning(word, pointer) is { } warning) (found ??= []).Add(warning);
    }
}
