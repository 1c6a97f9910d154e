using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Takedown.Server.Hosting;
using Takedown.Storage;

namespace Takedown.Server.Sessions;

/// <summary>
/// The keys that protect forms, in the database, so that every process reads what another has made; encrypted as all
/// secrets are. The framework reads them at the first use and once a day, and without waiting asynchronously.
/// </summary>
internal sealed class KeyRing(Database database, SecretBox secrets, DatabaseStartup startup) : IXmlRepository
{
    private const string Select = "SELECT xml FROM form_keys ORDER BY name";

    private const string Insert = "INSERT INTO form_keys (name, xml) VALUES (@name, @xml)";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        // Asked at the start of the process too, before there is a table.
        if (!startup.Opened.IsCompleted) throw new InvalidOperationException("The database is not open yet.");
        var stored = Task.Run(() => database.ReadAsync(s => s.QueryAsync<string>(Select))).GetAwaiter().GetResult();
        return [.. stored.Select(secrets.Unprotect).OfType<string>().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var xml = secrets.Protect(element.ToString(SaveOptions.DisableFormatting));
        Task.Run(() => database.WriteAsync(s => s.ExecuteAsync(Insert, new { name = friendlyName, xml })))
            .GetAwaiter().GetResult();
    }
}
