using System.Globalization;

namespace Takedown.Benchmarks.Topology;

/// <summary>A notice of about 900 bytes, as an agent for a film distributor would send it.</summary>
internal static class NoticeLine
{
    /// <param name="claimant">Number of the claimant.</param>
    /// <param name="serial">Serial number of the notice.</param>
    /// <param name="host">Host of the material.</param>
    /// <param name="refused">Leaves out the title of the work, which every regime requires.</param>
    public static string Of(int claimant, long serial, string host, bool refused = false)
    {
        var hash = serial.ToString("x8", CultureInfo.InvariantCulture);
        var title = refused
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"The Long Road Home, season 2, episode {serial % 40}");
        return string.Create(CultureInfo.InvariantCulture,
            $$$"""{"clientRef":"{{{claimant}}}-{{{serial:D12}}}","ipType":"copyright","work":"""
            + $$$"""{"title":"{{{title}}}","type":"film-tv","registrationNo":"2026-F-{{{serial % 100000:D8}}}"}"""
            + $$$""","target":{"url":"https://{{{host}}}/watch/"""
            + $$$"""{{{claimant}}}/{{{serial}}}?from=feed","type":"url","account":"""
            + $$$"""{"id":"u{{{serial % 20000:D8}}}","name":"Uploader {{{serial % 20000}}}"}"""
            + $$$""","locator":"00:01:30-00:44:10"},"infringement":"full-copy","rightsHolder":"""
            + $$$"""{"name":"Long Road Pictures Co., Ltd.","kind":"company","email":"rights@"""
            + $$$"""longroad.example","phone":"+86 10 5555 0100","address":"88 Jianguo Road, """
            + $$$"""Chaoyang, Beijing","country":"CN"}"""
            + $$$""","statements":["truth","good-faith"],"evidence":["""
            + $$$"""{"kind":"screenshot","sha256":"{{{new string('a', 56)}}}{{{hash}}}","url":"https://"""
            + $$$"""evidence.example/{{{claimant}}}/{{{serial}}}.png","capturedAt":"2026-01-05T08:30:00Z"}"""
            + $$$""",{"kind":"ownership","sha256":"{{{new string('b', 56)}}}{{{hash}}}"}],"measures":["delete"]}""");
    }
}
