using System.ComponentModel;
using System.Reflection;
using Takedown.Core.Keys;
using Takedown.Server.Http;

namespace Takedown.Server.Hosting;

/// <summary>Reads <see cref="TakedownOptions"/> and reports all errors together.</summary>
internal static class Configuration
{
    public const string Section = "Takedown";
    public const int MinOperatorKey = 32;
    private const int MinSecretKey = 32;
    private const int MaxOperatorKey = 500;
    private static readonly string[] Roles = ["all", "api", "connectors", "deadlines", "records", "public"];

    public static TakedownOptions Read(IConfiguration configuration)
    {
        var faults = new List<string>();
        var section = SecretFiles.Read(configuration.GetSection(Section), typeof(TakedownOptions), faults);
        var unreadable = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        FindFaults(section, typeof(TakedownOptions), faults, unreadable);
        // The binder stops at the first unreadable value, so the other values are checked separately.
        var readable = section.AsEnumerable().Where(pair => !unreadable.Contains(pair.Key));
        var rest = new ConfigurationBuilder().AddInMemoryCollection(readable).Build();
        Check(rest.GetSection(Section).Get<TakedownOptions>() ?? new(), faults);
        return faults.Count == 0 ? section.Get<TakedownOptions>() ?? new() : throw new ConfigurationException(faults);
    }

    private static void FindFaults(
        IConfigurationSection section, Type type, List<string> faults, HashSet<string> unreadable)
    {
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite)
            .ToDictionary(p => p.Name, p => p.PropertyType, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (!known.TryGetValue(child.Key, out var property))
            {
                var allowed = string.Join(", ", known.Keys.Order(StringComparer.Ordinal));
                faults.Add($"{child.Path} is not a setting. Allowed: {allowed}.");
            }
            else if (property.Namespace == typeof(TakedownOptions).Namespace)
            {
                FindFaults(child, property, faults, unreadable);
            }
            else if (child.Value is { } value && !TypeDescriptor.GetConverter(property).IsValid(value))
            {
                faults.Add($"{child.Path} is '{value}', which is not a valid {property.Name}.");
                unreadable.Add(child.Path);
            }
        }
    }

    private static bool IsBroker(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri)
            && uri.Scheme is "amqp" or "amqps"
            && uri.Host.Length > 0;

    private static bool IsSecure(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private static void Check(TakedownOptions o, List<string> faults)
    {
        void Must(bool holds, string fault)
        {
            if (!holds) faults.Add(fault);
        }

        Must(o.Database.Engine is "sqlite" or "postgres",
            $"Takedown:Database:Engine is '{o.Database.Engine}'. Allowed: sqlite, postgres.");
        if (DatabaseFactory.Fault(o.Database) is { } unusable) faults.Add(unusable);
        Must(o.Bus.Transport is "memory" or "rabbitmq",
            $"Takedown:Bus:Transport is '{o.Bus.Transport}'. Allowed: memory, rabbitmq.");
        Must(!o.Bus.IsRabbit || (o.Bus.Uri is { Length: > 0 } uris && uris.Split(',').All(IsBroker)),
            "Takedown:Bus:Uri must be amqp://user:password@host:port/vhost if the transport is rabbitmq. "
            + "Further hosts, as amqp://host:port/, are separated by commas.");
        Must(o.Bus.IsRabbit || o.Bus.Uri is null, "Takedown:Bus:Uri is allowed with the transport rabbitmq only.");
        Must(o.RoleList.Count > 0, $"Takedown:Roles is empty. Allowed: {string.Join(", ", Roles)}.");
        foreach (var role in o.RoleList.Except(Roles))
        {
            faults.Add($"Takedown:Roles contains '{role}'. Allowed: {string.Join(", ", Roles)}.");
        }
        Must(o.Evidence.Store is "disk" or "mongodb",
            $"Takedown:Evidence:Store is '{o.Evidence.Store}'. Allowed: disk, mongodb.");
        if (MongoOptions.Fault(o) is { } mongo) faults.Add(mongo);
        Must(!o.IsPublicOnly || o.Transparency.IsMongo,
            "Takedown:Roles is 'public', which opens no database: Takedown:Transparency:Store must be mongodb.");
        Must(!o.IsPublicOnly || !o.Bus.IsRabbit,
            "Takedown:Roles is 'public', which opens no bus: leave out Takedown:Bus.");
        var delivers = o.Bus.IsRabbit || o.IsPublicOnly || (o.Runs("api") && o.Runs("connectors"));
        Must(delivers || o.RoleList.Count == 0 || o.RoleList.Except(Roles).Any(),
            $"Takedown:Roles is '{o.Roles}', but with the bus in memory only the process that takes a notice can "
            + "deliver it. Use all, or the transport rabbitmq.");
        Must(o.OperatorKey is null || o.OperatorKey.Length >= MinOperatorKey,
            $"Takedown:OperatorKey has {o.OperatorKey?.Length} characters. At least {MinOperatorKey} are required.");
        Must(o.OperatorKey is null || o.OperatorKey.All(c => c is > ' ' and <= '~'),
            "Takedown:OperatorKey must be printable ASCII without spaces, because it is sent in a header.");
        Must(o.OperatorKey is null || KeyText.MayExist(o.OperatorKey),
            "Takedown:OperatorKey has the form of a key that the server made, but its checksum is wrong: a character "
            + "is missing or mistyped.");
        Must(o.OperatorKey is null || o.SignIn.Authority is null || !SignInClaim.IsToken(o.OperatorKey),
            "Takedown:OperatorKey looks like a token of the sign-in provider, and would be read as one.");
        Must(o.Bodies.MemoryBytes is >= 1 << 20 and <= 1L << 40,
            "Takedown:Bodies:MemoryBytes must be between 1048576 and 1099511627776.");
        Must(o.Bodies.Timeout > TimeSpan.Zero && o.Bodies.Timeout <= TimeSpan.FromHours(1),
            "Takedown:Bodies:Timeout must be greater than zero and at most 01:00:00.");
        Must(o.Bodies.Patience > TimeSpan.Zero && o.Bodies.Patience <= TimeSpan.FromMinutes(1),
            "Takedown:Bodies:Patience must be greater than zero and at most 00:01:00.");
        Must(o.Evidence.Folder.Length > 0, "Takedown:Evidence:Folder is empty.");
        Must(o.Evidence.MaxBytes is >= 1 and <= 1L << 40,
            "Takedown:Evidence:MaxBytes must be between 1 and 1099511627776.");
        Must(o.Secrets.Key is not { Length: < MinSecretKey },
            $"Takedown:Secrets:Key has {o.Secrets.Key?.Length} characters. At least {MinSecretKey} are required.");
        Must(o.Secrets.FormerKey is not { Length: < MinSecretKey } && (o.Secrets.FormerKey is null
                || o.Secrets.Key is not null || o.Database.Engine == "sqlite"),
            "Takedown:Secrets:FormerKey must have at least 32 characters and requires Takedown:Secrets:Key.");
        Must(o.OperatorKey is null || o.OperatorKey.Length <= MaxOperatorKey,
            $"Takedown:OperatorKey has {o.OperatorKey?.Length} characters. At most {MaxOperatorKey} are allowed.");
        if (!o.Sandbox && o.OperatorKey is { Length: >= MinOperatorKey } key && key.All(char.IsAscii)
            && WeakKey.Why(key) is { } weakness)
        {
            faults.Add($"Takedown:OperatorKey can be guessed: {weakness}. Use a random one: openssl rand -hex 32.");
        }
        Must(o.SignIn.Authority is null || IsSecure(o.SignIn.Authority),
            "Takedown:SignIn:Authority must be an https URL; http is allowed for a loopback address.");
        Must(o.SignIn.Authority is null || o.SignIn is { Audience.Length: > 0, Claim.Length: > 0 },
            "Takedown:SignIn:Authority requires Takedown:SignIn:Audience and Takedown:SignIn:Claim.");
        Must(o.SignIn.Authority is not null || o.SignIn is { Audience: null, Issuer: null },
            "Takedown:SignIn:Audience and Takedown:SignIn:Issuer require Takedown:SignIn:Authority.");
        CheckRecord(o.Transparency, Must);
        Must(o.Webhooks.Timeout > TimeSpan.Zero && o.Webhooks.Timeout <= TimeSpan.FromMinutes(2),
            "Takedown:Webhooks:Timeout must be greater than zero and at most 00:02:00.");
        Must(o.Webhooks.Attempts is >= 1 and <= 10, "Takedown:Webhooks:Attempts must be between 1 and 10.");
        Must(o.Webhooks.Pause > TimeSpan.Zero && o.Webhooks.Pause <= TimeSpan.FromMinutes(1),
            "Takedown:Webhooks:Pause must be greater than zero and at most 00:01:00.");
    }

    private static void CheckRecord(TransparencyOptions o, Action<bool, string> must)
    {
        must(o.Store is "database" or "mongodb",
            $"Takedown:Transparency:Store is '{o.Store}'. Allowed: database, mongodb.");
        must(o.Publish is "none" or "counts" or "notices",
            $"Takedown:Transparency:Publish is '{o.Publish}'. Allowed: none, counts, notices.");
        must(o.Delay >= TimeSpan.Zero && o.Delay <= TimeSpan.FromDays(366),
            "Takedown:Transparency:Delay must be between 00:00:00 and 366.00:00:00.");
        must(o.Folder.Length > 0, "Takedown:Transparency:Folder is empty.");
        must(o.DumpDays is >= 1 and <= 3660, "Takedown:Transparency:DumpDays must be between 1 and 3660.");
        must(o.RequestsPerMinute is >= 1 and <= 1_000_000,
            "Takedown:Transparency:RequestsPerMinute must be between 1 and 1000000.");
        must(o.ReaderRequestsPerMinute is >= 1 and <= 1_000_000,
            "Takedown:Transparency:ReaderRequestsPerMinute must be between 1 and 1000000.");
        must(o.Retention >= TimeSpan.FromDays(1) && o.Retention <= TimeSpan.FromDays(36_600),
            "Takedown:Transparency:Retention must be between 1.00:00:00 and 36600.00:00:00.");
    }
}
