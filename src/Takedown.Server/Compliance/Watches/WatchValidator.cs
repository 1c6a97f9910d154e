using FluentValidation;
using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Server.Http;

namespace Takedown.Server.Compliance.Watches;

internal sealed class WatchValidator : AbstractValidator<WatchInput>
{
    public static readonly TimeSpan MaxWindow = TimeSpan.FromDays(366);
    private const int MaxName = 200, MaxWord = 60;
    private const long MaxCount = 1_000_000;

    public WatchValidator() => this.Finds(Check);

    private static List<InputFault> Check(WatchInput input)
    {
        List<InputFault> faults = [];
        if (string.IsNullOrWhiteSpace(input.Name)) faults.Add("/name", "field.required");
        else faults.CheckLength(input.Name, MaxName, "/name");
        if (input.Query is null) faults.Add("/query", "field.required");
        else Check(input.Query, faults);
        if (input.Threshold is null) faults.Add("/threshold", "field.required");
        else Check(input.Threshold, faults);
        return faults;
    }

    private static void Check(WatchQuery query, List<InputFault> faults)
    {
        var names = query.WorkType is null && query.Mode is null ? Metrics.Names : Metrics.NamesByTopic;
        if (query.Metric is null) faults.Add("/query/metric", "field.required");
        else if (!names.Contains(query.Metric))
        {
            faults.Add(new InputFault(
                "/query/metric", "value.unknown", JsonErrors.Shorten(query.Metric), string.Join(", ", names)));
        }
        if (query.Region is { } region && !Region.IsValid(region))
            faults.Add(new InputFault("/query/region", "value.unknown", JsonErrors.Shorten(region), "CN-530000"));
        faults.CheckLength(query.ServiceType, MaxWord, "/query/serviceType");
        faults.CheckLength(query.WorkType, MaxWord, "/query/workType");
        faults.CheckLength(query.Mode, MaxWord, "/query/mode");
        if (query.Window is { } window && Spans.Read(window, MaxWindow) is null)
            faults.Add(new InputFault("/query/window", "value.out-of-range", "PT1H – P366D"));
    }

    private static void Check(WatchThreshold threshold, List<InputFault> faults)
    {
        if (threshold.Op is null) faults.Add("/threshold/op", "field.required");
        if (threshold.Value is null) faults.Add("/threshold/value", "field.required");
        else if (!double.IsFinite(threshold.Value.Value))
            faults.Add(new InputFault("/threshold/value", "value.out-of-range", "0 – 1"));
        if (threshold.MinCount is < 1 or > MaxCount)
            faults.Add(new InputFault("/threshold/minCount", "value.out-of-range", "1 – 1,000,000"));
    }
}
