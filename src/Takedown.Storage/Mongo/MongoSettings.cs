using Microsoft.Extensions.Logging;
using MongoDB.Driver;
using MongoDB.Driver.Core.Configuration;

namespace Takedown.Storage.Mongo;

/// <summary>What the connection string says, and what holds where it says nothing.</summary>
internal static class MongoSettings
{
    private static readonly TimeSpan ServerSelection = TimeSpan.FromSeconds(5);

    /// <summary>The driver's own default waits for ever.</summary>
    private static readonly TimeSpan Socket = TimeSpan.FromSeconds(30);

    /// <summary>What is wrong with a connection string; null if nothing is. Never repeats any of it.</summary>
    public static string? Fault(string text)
    {
        try
        {
            var read = new ConnectionString(text);
            if (string.IsNullOrEmpty(read.DatabaseName)) return "names no database: mongodb://…/takedown";
            return read.W is null || read.W.Equals(WriteConcern.WMajority.W)
                ? null : "has another w than majority, which all writes have.";
        }
        catch (Exception error) when (error is MongoConfigurationException or ArgumentException or FormatException)
        {
            return "is not a valid connection string for MongoDB.";
        }
    }

    public static MongoClientSettings Of(string text, ILoggerFactory? logs)
    {
        var read = new ConnectionString(text);
        var settings = MongoClientSettings.FromConnectionString(text);
        settings.ApplicationName = "takedown";
        settings.ServerSelectionTimeout = read.ServerSelectionTimeout ?? ServerSelection;
        settings.SocketTimeout = read.SocketTimeout ?? Socket;
        settings.WriteConcern = WriteConcern.WMajority;
        if (logs is not null) settings.LoggingSettings = new LoggingSettings(logs);
        return settings;
    }
}
