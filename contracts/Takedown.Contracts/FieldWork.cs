namespace Takedown.Contracts;

/// <summary>
/// Body of <c>POST /v1/patrols</c>: what was looked through, and what was found. Counts are 0 to 10,000,000.
/// </summary>
public sealed record PatrolInput
{
    /// <summary>Who patrolled: a function such as <c>police</c>; the first of the body if missing.</summary>
    public string? By { get; set; }
    /// <summary>When it was done; now if missing, never in the future.</summary>
    public DateTimeOffset? At { get; set; }
    /// <summary>Sites patrolled (巡查网站).</summary>
    public long? Sites { get; set; }
    /// <summary>Apps patrolled (巡查 APP).</summary>
    public long? Apps { get; set; }
    /// <summary>Works monitored (监测作品).</summary>
    public long? Works { get; set; }
    /// <summary>Problems found.</summary>
    public long? Found { get; set; }
    /// <summary>Code of the campaign that it is part of.</summary>
    public string? Campaign { get; set; }
    /// <summary>Remarks, at most 2,000 characters.</summary>
    public string? Note { get; set; }
}

/// <summary>Body of <c>POST /v1/inspections</c>. Counts are 0 to 10,000,000.</summary>
public sealed record InspectionInput
{
    /// <summary>
    /// <c>supervision</c> (督导检查), <c>joint</c> (联合检查), <c>spot-check</c> (抽查), <c>market-sweep</c> (市场清查) or
    /// <c>sample-purchase</c> (抽检).
    /// </summary>
    public string? Kind { get; set; }
    /// <summary>Who inspected: a function; the first of the body if missing.</summary>
    public string? By { get; set; }
    /// <summary>When it was done; now if missing, never in the future.</summary>
    public DateTimeOffset? At { get; set; }
    /// <summary>Who or what was inspected, at most 500 characters.</summary>
    public string? Subject { get; set; }
    /// <summary>The region that was inspected, within that of the body; that of the body if missing.</summary>
    public string? Region { get; set; }
    /// <summary>Whether it is a key region or a key company (重点地区、重点企业).</summary>
    public bool? Key { get; set; }
    /// <summary>Names of the bodies that took part, at most 20.</summary>
    public IReadOnlyList<string>? With { get; set; }
    /// <summary>Sites inspected (抽查网站).</summary>
    public long? Sites { get; set; }
    /// <summary>Works whose licences were inspected (抽查作品版权文件).</summary>
    public long? Works { get; set; }
    /// <summary>Works ordered to be taken down (责令下架作品).</summary>
    public long? TakenDown { get; set; }
    /// <summary>Pirated copies seized (收缴侵权盗版制品).</summary>
    public long? Seized { get; set; }
    /// <summary>Problems found.</summary>
    public long? Found { get; set; }
    /// <summary>Code of the campaign that it is part of.</summary>
    public string? Campaign { get; set; }
    /// <summary>Result, at most 2,000 characters.</summary>
    public string? Note { get; set; }
}

/// <summary>Body of <c>POST /v1/work-log</c>. Counts are 0 to 10,000,000.</summary>
public sealed record WorkLogInput
{
    /// <summary>
    /// <c>training</c> (培训), <c>publicity</c> (新闻报道), <c>meeting</c> (联席会议), <c>typical-case</c> (典型案例),
    /// <c>bulletin</c> (通报) or <c>other</c>.
    /// </summary>
    public string? Kind { get; set; }
    /// <summary>How many: sessions, reports, meetings; 1 if missing.</summary>
    public long? Count { get; set; }
    /// <summary>People that took part.</summary>
    public long? People { get; set; }
    /// <summary>The day; today if missing, never in the future.</summary>
    public DateOnly? Date { get; set; }
    /// <summary>What it was, at most 500 characters.</summary>
    public string? Title { get; set; }
    /// <summary>Code of the campaign that it is part of.</summary>
    public string? Campaign { get; set; }
    /// <summary>Remarks, at most 2,000 characters.</summary>
    public string? Note { get; set; }
}
