using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Api;

namespace Takedown.Screens.Lists;

/// <summary>
/// A list of the API as a page: its filters stand in the address, its columns are shown and exported alike.
/// </summary>
public abstract record ListView(string Title, string ApiPath)
{
    /// <summary>A sentence below the title.</summary>
    public string? Intro { get; init; }

    public IReadOnlyList<Filter> Filters { get; init; } = [];

    /// <summary>Parameters of the API that the page itself sets.</summary>
    public IReadOnlyList<(string Name, string? Value)> Always { get; init; } = [];

    /// <summary>What to do where nothing is there yet.</summary>
    public string? WhenEmpty { get; init; }

    /// <summary>Above the table: forms and links of the page.</summary>
    public RenderFragment? Above { get; init; }

    /// <summary>Buttons for the ticked rows, which are posted as <c>id</c> to <see cref="BulkPath"/>.</summary>
    public RenderFragment? Bulk { get; init; }

    /// <summary>Where the ticked rows are posted, below <c>/console</c>.</summary>
    public string? BulkPath { get; init; }

    /// <summary>The name of the file that is exported, without date and extension.</summary>
    public required string File { get; init; }

    public bool HasLimit { get; init; } = true;

    public abstract IReadOnlyList<ColumnHead> Heads { get; }

    /// <summary>All columns of the list, and whether each is shown.</summary>
    public IReadOnlyList<(string Head, bool IsShown)> AllColumns { get; init; } = [];

    /// <summary>The list with the columns that the reader chose.</summary>
    internal abstract ListView Chosen(Func<int, bool> isShown);

    /// <summary>A column of what the rows do not have themselves.</summary>
    public Beside? Beside { get; init; }

    /// <summary>Reads a page of the list with the filters of the address.</summary>
    public abstract Task<ListRows> ReadAsync(Screen screen, string? after, int limit);

    /// <summary>How many rows there are with other filters, up to one page; null if they cannot be read.</summary>
    public async Task<(int Count, bool HasMore)?> CountAsync(Screen screen, Func<string, string?> filters, int most)
    {
        var answer = await screen.Api.SendAsync("GET", PathFor(filters, null, most));
        return answer.IsSuccess && answer.Json?["items"] is JsonArray items
            ? (items.Count, items.Count >= most && answer.Json["next"] is not null) : null;
    }

    /// <summary>Whether the address narrows the list.</summary>
    public bool IsFiltered(Screen screen) => Filters.Any(f => screen.Query(f.Name) is not null);

    protected string PathFor(Screen screen, string? after, int limit) => PathFor(screen.Query, after, limit);

    private string PathFor(Func<string, string?> filters, string? after, int limit) => Paths.With(
        ApiPath, [
            .. Filters.Select(f => (f.Name, filters(f.Name))), .. Always, ("after", after),
            ("limit", HasLimit ? $"{limit}" : null),
        ]);
}

/// <summary>The head of a column.</summary>
public sealed record ColumnHead(string Text, bool IsNumber);

/// <summary>A parameter of the list that the reader sets.</summary>
/// <param name="Name">Its name in the address and in the API.</param>
/// <param name="Label">Its label.</param>
public sealed record Filter(string Name, string Label)
{
    /// <summary>The values to choose from, with their texts; none for free text.</summary>
    public IReadOnlyList<(string Value, string Text)> Choices { get; init; } = [];

    /// <summary>Reads the values to choose from, where the API has them; then <see cref="Choices"/> is empty.</summary>
    public Func<Screen, Task<IReadOnlyList<(string Value, string Text)>>>? Load { get; init; }

    /// <summary>Type of the input where it is no choice.</summary>
    public string Type { get; init; } = "text";

    /// <summary>A choice among words of the API.</summary>
    public static Filter Of(Screen screen, string name, string label, params string[] words) => new(name, label)
    {
        Choices = [.. words.Select(w => (w, screen.Word(w)))],
    };

    /// <summary>A choice among the values of an enumeration.</summary>
    public static Filter Of<T>(Screen screen, string name, string label) where T : struct, Enum => new(name, label)
    {
        Choices = [.. Enum.GetValues<T>().Select(Contracts.Json.Kebab.Word).Select(w => (w, screen.Word(w)))],
    };
}

/// <summary>A page of a list.</summary>
public sealed record ListRows(IReadOnlyList<ListRow> Rows, string? Next);

/// <summary>A row.</summary>
/// <param name="Id">What is posted where it is ticked.</param>
/// <param name="Cells">Its values, in the order of the columns.</param>
public sealed record ListRow(string Id, IReadOnlyList<Cell> Cells);

/// <summary>A column of rows of a type.</summary>
public sealed record Column<T>(string Head, Func<T, Cell> Cell)
{
    public bool IsNumber { get; init; }
}

/// <summary>A column whose cells are read for all rows at once.</summary>
/// <param name="Head">Its head.</param>
/// <param name="LoadAsync">The cells by the id of the row.</param>
public sealed record Beside(string Head, Func<Task<Dictionary<string, Cell>>> LoadAsync);

/// <summary>A list whose items are of one type of the API.</summary>
public sealed record ListView<T>(string Title, string ApiPath, Func<T, string> Id) : ListView(Title, ApiPath)
{
    public required IReadOnlyList<Column<T>> Columns { get; init; }

    public override IReadOnlyList<ColumnHead> Heads =>
    [
        .. Columns.Select(c => new ColumnHead(c.Head, c.IsNumber)),
        .. Beside is null ? Array.Empty<ColumnHead>() : [new(Beside.Head, false)],
    ];

    internal override ListView Chosen(Func<int, bool> isShown) => this with
    {
        Columns = [.. Columns.Where((_, place) => isShown(place))],
        AllColumns = [.. Columns.Select((column, place) => (column.Head, isShown(place)))],
    };

    public override async Task<ListRows> ReadAsync(Screen screen, string? after, int limit)
    {
        var page = await screen.Api.GetAsync<Page<T>>(PathFor(screen, after, limit));
        var beside = Beside is null || page.Items.Count == 0 ? null : await Beside.LoadAsync();
        return new(
            [.. page.Items.Select(i => new ListRow(Id(i), [.. Columns.Select(c => c.Cell(i)), .. Of(i)]))], page.Next);

        IEnumerable<Cell> Of(T item) => beside is null ? [] : [beside.GetValueOrDefault(Id(item), Cell.Empty)];
    }
}
