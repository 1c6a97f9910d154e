using System.Text.Json;
using Takedown.Core.Targets;

namespace Takedown.Server.Notices;

internal static class UrlFaults
{
    public static string Code(this UrlFault fault) => "url." + JsonNamingPolicy.KebabCaseLower.ConvertName(fault.ToString());
}
