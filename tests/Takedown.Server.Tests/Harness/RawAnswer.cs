using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Takedown.Server.Tests.Harness;

/// <summary>An answer read from a bare socket.</summary>
internal static class RawAnswer
{
    /// <summary>
    /// Reads until the server ends the connection. Who answers a request that it has not read whole hangs up, and the
    /// answer may be followed by a reset.
    /// </summary>
    public static async Task<Answer> ReadAsync(NetworkStream stream)
    {
        using var bytes = new MemoryStream();
        try
        {
            await stream.CopyToAsync(bytes);
        }
        catch (IOException) when (bytes.Length > 0)
        {
        }
        var text = Encoding.UTF8.GetString(bytes.ToArray());
        Assert.True(text.Length > 0, "The connection ended without an answer.");
        var json = text.IndexOf('{', StringComparison.Ordinal);
        return new(int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture), null,
            json < 0 ? "" : text[json..(text.LastIndexOf('}') + 1)]);
    }
}
