using System.Net;
using FluentValidation;
using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Core.Routing;
using Takedown.Server.Http;
using Takedown.Server.Messaging;

namespace Takedown.Server.Organisations;

/// <summary>The fields of an organisation, each by itself.</summary>
internal sealed class OrganisationValidator : AbstractValidator<OrganisationInput>
{
    private const int MaxHosts = 1000;
    private static readonly string[] Functions = [.. DefaultPack.Functions.Select(f => f.Code)];

    public OrganisationValidator()
    {
        RuleFor(o => o.Name).AtMost("/name", 300);
        RuleFor(o => o.Country).Must(c => c is null || (c.Length == 2 && Region.IsValid(c)))
            .Fault("/country", "country.unknown");
        RuleFor(o => o.Region).Must(r => r is null || Region.IsValid(r)).Fault("/region", "region.unknown");
        RuleFor(o => o.Email).AtMost("/email", 320);
        RuleFor(o => o.Email).Must(e => e is null || Emails.LooksRight(e)).Fault("/email", "email.invalid");
        RuleFor(o => o.Phone).AtMost("/phone", 60);
        RuleFor(o => o.Address).AtMost("/address", 500);
        RuleFor(o => o.ServiceType).Token("/serviceType");
        this.Finds(RegimeFaults);
        this.Finds(HostFaults);
        this.Finds(FunctionFaults);
        this.Finds(ConnectorFaults);
    }

    private static IEnumerable<InputFault> RegimeFaults(OrganisationInput o)
    {
        if (o.Regime is { } regime && DefaultPack.Regimes.All(r => r.Code != regime))
        {
            yield return new("/regime", "regime.unknown", JsonErrors.Shorten(regime));
        }
    }

    private static IEnumerable<InputFault> HostFaults(OrganisationInput o)
    {
        if (o.Hosts?.Count > MaxHosts) yield return new("/hosts", "list.too-long", $"{MaxHosts}");
        foreach (var (i, host) in (o.Hosts ?? []).Take(MaxHosts).Index())
        {
            var valid = host is not null && HostPattern.Parse(host, out _) is HostFault.None;
            if (!valid) yield return new($"/hosts/{i}", "host.invalid");
        }
    }

    private static IEnumerable<InputFault> FunctionFaults(OrganisationInput o)
    {
        foreach (var (i, function) in (o.Functions ?? []).Index())
        {
            if (Functions.Contains(function)) continue;
            yield return new(
                $"/functions/{i}", "value.unknown", JsonErrors.Shorten(function ?? ""), string.Join(", ", Functions));
        }
    }

    private static IEnumerable<InputFault> ConnectorFaults(OrganisationInput o)
    {
        if (o.Connector is not { } connector) yield break;
        switch (connector.Kind)
        {
            case null:
                yield return new("/connector/kind", "field.required");
                break;
            case ConnectorKind.Webhook when !IsWebhookUrl(connector.Url):
                yield return new("/connector/url", "connector.url");
                break;
            case ConnectorKind.Amqp when !IsQueue(connector.Queue):
                yield return new("/connector/queue", "connector.queue");
                break;
        }
    }

    /// <summary>Not one of ours, and without dots: what is behind a dot belongs to the platform before it.</summary>
    private static bool IsQueue(string? name) =>
        name is { Length: >= 1 and <= 100 } && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
        && !name.StartsWith("deliver-", StringComparison.Ordinal) && !name.StartsWith("news", StringComparison.Ordinal)
        && name != DeadLetters.Queue;

    private static bool IsWebhookUrl(string? text) =>
        text is { Length: <= 2000 } && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is "https" or "http" && url.UserInfo.Length == 0 && url.Host.Length > 0;

    /// <summary>A literal address can be judged at once; a name is judged at every connection.</summary>
    public static bool IsLiteralAddress(string url, out IPAddress address) =>
        IPAddress.TryParse(new Uri(url).Host.Trim('[', ']'), out address!);
}
