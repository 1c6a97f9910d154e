using Takedown.Storage.Mongo;

namespace Takedown.Server.Hosting;

internal sealed record MongoOptions
{
    private const string Setting = "Takedown:Mongo:ConnectionString";

    /// <summary>
    /// <c>mongodb://user:password@a,b,c/takedown?replicaSet=rs0</c>; the path names the database. TLS, the size of the
    /// pool and compression are options of the string.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>What is wrong with the settings of MongoDB; null if nothing is. Never repeats the string.</summary>
    public static string? Fault(TakedownOptions options) => (options.UsesMongo, options.Mongo.ConnectionString) switch
    {
        (true, null or "") => $"{Setting} must be mongodb://user:password@host/takedown?replicaSet=rs0 if "
            + "Takedown:Evidence:Store or Takedown:Transparency:Store is mongodb.",
        (true, { } text) => MongoSettings.Fault(text) is { } fault ? $"{Setting} {fault}" : null,
        (false, null) => null,
        _ => $"{Setting} is allowed if Takedown:Evidence:Store or Takedown:Transparency:Store is mongodb only.",
    };
}
