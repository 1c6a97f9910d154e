using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Screens.Access;
using Takedown.Screens.Api;
using Takedown.Screens.Lists;

namespace Takedown.Screens.Parts;

/// <summary>Who is looking at what.</summary>
internal static class Looks
{
    public static async Task<IReadOnlyList<LookView>> AllAsync(Screen screen, LookSubject subject) =>
        (await screen.Api.FindAsync<Page<LookView>>(
            Paths.With("/v1/looks", ("subject", Kebab.Word(subject)), ("limit", "1000"))))?.Items ?? [];

    /// <summary>A column beside a list: who is looking at each row.</summary>
    public static Beside Of(Screen s, LookSubject subject) => new(s.T("Looked at by", "处理中"), async () =>
        (await AllAsync(s, subject)).ToDictionary(l => $"{l.Id}", l => Cell.Of(
            l.Own ? s.T("you", "本人") : l.By ?? s.T("a key of your organisation", "本机构密钥"))));
}
