using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Takedown.Server.Hosting;
using Takedown.Server.Registry;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Registry;

/// <summary>
/// A transaction runs again where the confirmation of its commit was lost: nobody is told that it failed.
/// </summary>
public sealed class LostConfirmationTests
{
    [Fact]
    public async Task What_was_revoked_or_retired_by_the_request_itself_is_no_404()
    {
        await using var own = new Harness.Disposable(await TestServer.StartAsync(Forgetful.Replace));
        var claimant = await own.Server.ClaimantAsync();
        var key = (await claimant.Api.PostAsync(
            $"/v1/organisations/{claimant.Id}/keys", new { name = "n" })).Must(201).Json.Id("id");
        var person = (await claimant.Api.PostAsync(
            $"/v1/organisations/{claimant.Id}/people", new { name = "Li", role = "officer" })).Must(201).Json.Id("id");
        var database = (Forgetful)own.Server.Services.GetRequiredService<Database>();

        database.LosesConfirmations = true;
        (await claimant.Api.DeleteAsync($"/v1/keys/{key}")).Must(204);
        (await claimant.Api.DeleteAsync($"/v1/people/{person}")).Must(204);
        database.LosesConfirmations = false;

        (await claimant.Api.DeleteAsync($"/v1/keys/{key}")).Must(404);
        (await claimant.Api.DeleteAsync($"/v1/people/{person}")).Must(404);
        Assert.Single((await claimant.Api.GetAsync($"/v1/audit?object={key}&act=key.revoke")).Must(200).Items);
        Assert.Single((await claimant.Api.GetAsync($"/v1/audit?object={person}&act=person.retire")).Must(200).Items);
    }

    [Fact]
    public async Task The_key_of_the_first_start_is_printed_though_the_confirmation_was_lost()
    {
        await using var own = new Harness.Disposable(await TestServer.StartAsync(Forgetful.Replace));
        var database = (Forgetful)own.Server.Services.GetRequiredService<Database>();
        // As before the first start.
        await database.WriteAsync(async s =>
        {
            await s.ExecuteAsync("DELETE FROM keys");
            await s.ExecuteAsync("DELETE FROM organisations");
        });
        database.LosesConfirmations = true;
        var (terminal, printed) = (Console.Out, new StringWriter());
        try
        {
            Console.SetOut(TextWriter.Synchronized(printed));
            await ActivatorUtilities.CreateInstance<RegistrySeeder>(own.Server.Services, new TakedownOptions())
                .RunAsync();
        }
        finally
        {
            Console.SetOut(terminal);
            database.LosesConfirmations = false;
        }
        var key = printed.ToString().Split(' ', '\r', '\n')
            .Single(w => w.StartsWith("tk_operator_", StringComparison.Ordinal));
        Assert.Equal((int)HttpStatusCode.OK, (await own.Server.With(key).GetAsync("/v1/organisations")).Status);
    }

    /// <summary>A database whose commits are confirmed to nobody, so that every write runs once more.</summary>
    private sealed class Forgetful(Database real) : Database
    {
        public bool LosesConfirmations { get; set; }

        public override Dialect Dialect => real.Dialect;

        public static void Replace(IServiceCollection services)
        {
            var factory = services.Last(s => s.ServiceType == typeof(Database)).ImplementationFactory!;
            services.Replace(ServiceDescriptor.Singleton<Database>(p => new Forgetful((Database)factory(p))));
        }

        public override async Task<T> WriteAsync<T>(
            Func<Session, Task<T>> work, CancellationToken cancellation = default)
        {
            if (LosesConfirmations) await real.WriteAsync(work, cancellation);
            return await real.WriteAsync(work, cancellation);
        }

        public override Task<T> ReadAsync<T>(
            Func<Session, Task<T>> work, CancellationToken cancellation = default) =>
            real.ReadAsync(work, cancellation);

        public override Task<T> ReportAsync<T>(
            Func<Session, Task<T>> work, CancellationToken cancellation = default) =>
            real.ReportAsync(work, cancellation);

        public override Task MigrateAsync(CancellationToken cancellation = default) => real.MigrateAsync(cancellation);

        public override Task<string?> CheckHealthAsync(CancellationToken cancellation) =>
            real.CheckHealthAsync(cancellation);

        public override ValueTask DisposeAsync() => real.DisposeAsync();
    }
}
