namespace Takedown.Server.Tests.Harness;

/// <summary>Reads a list to its end.</summary>
internal static class Walk
{
    /// <summary>The ids of all pages in their order.</summary>
    public static async Task<List<Guid>> AllIdsAsync(this Api api, string list)
    {
        var ids = new List<Guid>();
        for (var after = ""; ;)
        {
            var page = (await api.GetAsync(list + after)).Must(200);
            ids.AddRange(page.Items.Select(item => item.Id("id")));
            if (page.Json["next"] is not { } next) return ids;
            after = $"&after={next}";
        }
    }
}
