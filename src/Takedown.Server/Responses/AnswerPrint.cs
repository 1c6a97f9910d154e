using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Responses;

/// <summary>By what a correction is recognised when it arrives again: everything that it says.</summary>
internal static class AnswerPrint
{
    private const int Length = 16;

    public static string Of(ResponseInput r) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', r.Response?.Word(), r.Measure?.Word(), r.Reason?.Code, r.Reason?.Text, r.PlatformRef,
            r.Account?.Id, r.At?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)))))[..Length];
}
