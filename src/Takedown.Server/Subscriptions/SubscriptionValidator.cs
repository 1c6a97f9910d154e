using System.Globalization;
using FluentValidation;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Connectors.Webhook;
using Takedown.Server.Http;
using Takedown.Server.Notices;

namespace Takedown.Server.Subscriptions;

/// <summary>What is given is as it must be; whether enough is given is asked where it is made.</summary>
internal sealed class SubscriptionValidator : AbstractValidator<SubscriptionInput>
{
    private const int MaxDescription = 300;

    private static readonly IReadOnlyList<string> Types = Kebab.All<EventKind>();

    private static readonly string[] Clearable = ["/events", "/description"];

    private readonly OutboundGuard guard;

    public SubscriptionValidator(OutboundGuard guard)
    {
        this.guard = guard;
        this.Finds(Check);
    }

    private List<InputFault> Check(SubscriptionInput input)
    {
        List<InputFault> faults = [];
        if (input.Url is not null) faults.AddRange(guard.Check(input.Url, "/url"));
        CheckEvents(input.Events, faults);
        faults.CheckLength(input.Description, MaxDescription, "/description");
        if (input.After is { } after && !FeedCursor.TryParse(after, out _)) faults.Add("/after", "cursor.invalid");
        faults.AddRange(input.Nulls.Except(Clearable).Select(pointer => new InputFault(pointer, "field.required")));
        return faults;
    }

    private static void CheckEvents(IReadOnlyList<string>? events, List<InputFault> faults)
    {
        if (events is null) return;
        if (events.Count == 0) faults.Add("/events", "field.required");
        if (events.Count > Types.Count)
        {
            faults.Add("/events", "list.too-long", Types.Count.ToString(CultureInfo.InvariantCulture));
            return;
        }
        for (var i = 0; i < events.Count; i++)
        {
            if (!Types.Contains(events[i]))
            {
                faults.Add(
                    $"/events/{i}", "value.unknown", JsonErrors.Shorten(events[i] ?? ""), string.Join(", ", Types));
            }
            else if (events.Take(i).Contains(events[i])) faults.Add($"/events/{i}", "value.duplicate");
        }
    }
}
