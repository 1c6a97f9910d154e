using Takedown.Storage;
using System.Data.Common;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Storage;

/// <summary>Bulk statements.</summary>
public sealed partial class DatabaseContract
{
    [Fact]
    public async Task Inserting_tells_of_each_row_whether_it_went_in()
    {
        await InsertAsync(Text("b"));
        var went = await database.WriteAsync(s =>
            s.InsertNewAsync(Samples, [Text("a"), Text("b"), Text("c"), Text("a"), Text("d")]));
        Assert.Equal([true, false, true, false, true], went);
        Assert.Equal(["a", "b", "c", "d"], await TextsAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public async Task A_character_no_text_means_stops_neither_its_row_nor_the_others(int others)
    {
        var table = new Table<Sample>("samples",
            [Samples.Columns[0], new("text", ColumnType.Text, r => r.Bytes is null ? r.Text : r.Bytes)]);
        await InsertAsync([.. Enumerable.Range(0, others).Select(i => Text($"other {i}"))]);
        await database.WriteAsync(s => s.InsertAsync(table,
            [
                .. Enumerable.Range(0, others).Select(i => Text($"more {i}")),
                Text("as text \0"),
                Text("as bytes") with { Bytes = "as bytes \0"u8.ToArray() },
            ]));
        Assert.Equal((2 * others) + 2, (await TextsAsync()).Count);
        var found = await database.ReadAsync(s => s.QueryAsync<string>(
            $"SELECT text FROM samples WHERE text IN {s.InTexts("texts")}",
            new { texts = s.Texts(["as text \0", "other 0"]) }));
        Assert.Equal(2, found.Count);
    }

    [Fact]
    public async Task A_taken_key_can_update_instead()
    {
        await InsertAsync(Text("a") with { Number = 1 });
        await database.WriteAsync(s => s.InsertAsync(
            Samples, [Text("a") with { Number = 2 }, Text("b") with { Number = 3 }],
            "(text) DO UPDATE SET number = excluded.number"));
        Assert.Equal(
            [2L, 3L], await database.ReadAsync(s => s.QueryAsync<long>("SELECT number FROM samples ORDER BY text")));
    }

    [Fact]
    public async Task A_taken_key_without_a_clause_fails_the_whole_write()
    {
        await InsertAsync(Text("b"));
        var error = await Assert.ThrowsAnyAsync<DbException>(() =>
            database.WriteAsync(s => s.InsertAsync(Samples, [Text("a"), Text("b"), Text("c")])));
        Assert.True(database.Dialect.IsUniqueViolation(error));
        Assert.Equal(["b"], await TextsAsync());
    }

    [Fact]
    public async Task Another_error_is_not_taken_for_a_taken_key()
    {
        var error = await Assert.ThrowsAnyAsync<DbException>(
            () => database.WriteAsync(s => s.ExecuteAsync("UPDATE nowhere SET a = 1")));
        Assert.False(database.Dialect.IsUniqueViolation(error));
    }

    [Fact]
    public async Task Updating_counts_the_rows_it_found()
    {
        var (a, b) = (Text("a"), Text("b"));
        await InsertAsync(a, b);
        var found = await database.WriteAsync(s =>
            s.UpdateAsync(Samples, [a with { Text = "x" }, Text("nobody"), b with { Text = "y" }]));
        Assert.Equal(2, found);
        Assert.Equal(["x", "y"], await TextsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Changing_a_row_that_is_not_there_undoes_the_whole_write_by_name(bool seenAtCommit)
    {
        var a = Text("a");
        await InsertAsync(a);
        var error = await Assert.ThrowsAsync<RowsMissingException>(() => database.WriteAsync(async s =>
        {
            await s.InsertAsync(Samples, [Text("before")]);
            await s.ChangeAsync(Samples, [a with { Text = "x" }, Text("nobody")]);
            if (!seenAtCommit) await s.FirstAsync<long>("SELECT COUNT(*) FROM samples");
        }));
        Assert.Contains("1 of 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(["a"], await TextsAsync());
    }

    [PostgresFact]
    public async Task A_division_by_zero_is_not_taken_for_a_missing_row()
    {
        var a = Text("a");
        await InsertAsync(a);
        var error = await Assert.ThrowsAnyAsync<DbException>(() => database.WriteAsync(async s =>
        {
            await s.ChangeAsync(Samples, [a with { Text = "x" }]);
            await s.QueryDeferredAsync("SELECT id FROM samples WHERE 1 / 0 = 1 AND id IN ", [a.Id]);
        }));
        Assert.Equal("22012", error.SqlState);
        Assert.Equal(["a"], await TextsAsync());
    }

    [Fact]
    public async Task What_is_sent_later_is_seen_by_what_follows_and_fails_its_write()
    {
        var (a, b) = (Text("a"), Text("b"));
        await database.WriteAsync(async s =>
        {
            await s.InsertAsync(Samples, [a, b]);
            await s.ChangeAsync(Samples, [a with { Number = 1 }, b with { Number = 1 }]);
            Assert.Equal(2, await s.FirstAsync<long>("SELECT SUM(number) FROM samples"));
            await s.DeleteAsync(Samples, [b, Text("nobody")]);
        });
        Assert.Equal(["a"], await TextsAsync());
        var error = await Assert.ThrowsAnyAsync<DbException>(() => database.WriteAsync(async s =>
        {
            await s.DeleteAsync(Samples, [a]);
            await s.InsertAsync(Samples, [Text("c"), Text("c")]);
        }));
        Assert.True(database.Dialect.IsUniqueViolation(error));
        Assert.Equal(["a"], await TextsAsync());
    }

    [Fact]
    public async Task What_was_asked_is_answered_by_the_time_what_follows_is()
    {
        var (a, b) = (Text("a"), Text("b"));
        await InsertAsync(a, b);
        await database.WriteAsync(async s =>
        {
            var found = await s.QueryDeferredAsync(
                "SELECT id FROM samples WHERE number IS NULL AND id IN ", [a.Id, b.Id, Text("nobody").Id]);
            var none = await s.QueryDeferredAsync("SELECT id FROM samples WHERE number = 7 AND id IN ", [a.Id]);
            await s.ChangeAsync(Samples, [a with { Number = 7 }]);
            var after = await s.QueryDeferredAsync("SELECT id FROM samples WHERE number = 7 AND id IN ", [a.Id, b.Id]);
            Assert.True((await s.InsertNewAsync(Samples, [Text("c")]))[0]);
            Assert.Equal(new[] { a.Id, b.Id }.Order(), found.Order());
            Assert.Empty(none);
            Assert.Equal([a.Id], after);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    public async Task Numbered_rows_get_their_numbers_in_order(int size)
    {
        await database.WriteAsync(s => s.ExecuteAsync(TestStore.IsPostgres
            ? "CREATE TABLE numbered (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text text)"
            : "CREATE TABLE numbered (seq INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT)"));
        var table = new Table<string>("numbered", [new("text", ColumnType.Text, t => t)]);
        string[] texts = [.. Enumerable.Range(0, size).Select(i => $"{i}")];
        var numbers = (await database.WriteAsync(s => s.InsertReadingAsync(table, texts, ["seq"])))
            .Select(read => read[0]).ToList();
        var stored = await database.ReadAsync(s => s.QueryAsync<string>("SELECT text FROM numbered ORDER BY seq"));
        Assert.Equal(texts, stored);
        Assert.Equal(size, numbers.Distinct().Count());
        Assert.Equal(numbers.Order(), numbers);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(700)]
    public async Task Counts_are_read_as_they_are_after_the_insert_or_the_update_of_each_row(int size)
    {
        await database.WriteAsync(
            s => s.ExecuteAsync("CREATE TABLE counted (name text PRIMARY KEY, count bigint, doubled bigint)"));
        var table = new Table<(string Name, int Count)>("counted",
        [
            new("name", ColumnType.Text, r => r.Name),
            new("count", ColumnType.Number, r => r.Count),
            new("doubled", ColumnType.Number, r => r.Count * 2),
        ]);
        Task<IReadOnlyList<long[]>> AddAsync(IEnumerable<(string, int)> rows) =>
            database.WriteAsync(s => s.InsertReadingAsync(
                table, [.. rows], ["doubled", "count"],
                "(name) DO UPDATE "
                    + "SET count = counted.count + excluded.count, doubled = counted.doubled + excluded.doubled"));

        await AddAsync(Enumerable.Range(0, size).Where(i => i % 3 == 0).Select(i => ($"{i}", 1000)));
        var read = await AddAsync(Enumerable.Range(0, size).Reverse().Select(i => ($"{i}", i)));

        Assert.Equal(
            Enumerable.Range(0, size).Reverse().Select(i => (long)i + (i % 3 == 0 ? 1000 : 0)), read.Select(r => r[1]));
        Assert.All(read, r => Assert.Equal(r[1] * 2, r[0]));
    }

    [Fact]
    public async Task No_rows_are_no_work()
    {
        Assert.Empty(await database.WriteAsync(s => s.InsertReadingAsync(Samples, [], ["number"])));
        Assert.Empty(await database.WriteAsync(s => s.InsertNewAsync(Samples, [])));
        Assert.Equal(0, await database.WriteAsync(s => s.UpdateAsync(Samples, [])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2001)]
    [InlineData(12_345)]
    public async Task A_set_of_any_size_goes_in_whole(int size)
    {
        var rows = Enumerable.Range(0, size).Select(i => Text($"{i}")).ToArray();
        Assert.All(await InsertAsync(rows), Assert.True);
        Assert.Equal(
            size, await database.WriteAsync(s => s.UpdateAsync(Samples, [.. rows.Select(r => r with { Number = 1 })])));
        Assert.Equal(size, await database.ReadAsync(s => s.FirstAsync<long>("SELECT SUM(number) FROM samples")));
    }
}
