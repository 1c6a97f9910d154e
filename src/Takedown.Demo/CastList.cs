using Takedown.Contracts;

namespace Takedown.Demo;

/// <summary>The claimants, by name.</summary>
internal enum Voice
{
    Haitang,
    Qingteng,
    Larkspur,
}

/// <summary>How a synthetic platform behaves.</summary>
internal enum Temper
{
    /// <summary>Acts quickly.</summary>
    Prompt,
    /// <summary>Acts, on time or late.</summary>
    Slow,
    /// <summary>Never answers.</summary>
    Silent,
    /// <summary>Requests information, rejects with reasons, sometimes acts.</summary>
    Disputing,
}

/// <summary>The regulators, by jurisdiction.</summary>
internal enum Authority
{
    China,
    Yunnan,
    UnitedStates,
}

/// <summary>The participants of the demo. All are invented; hosts end in .example.</summary>
internal static class CastList
{
    /// <summary>People of the regulator of Yunnan.</summary>
    public static IReadOnlyList<PersonInput> Officials =>
    [
        new() { Name = "李明", Title = "执法监管处处长", Role = PersonRole.Head },
        new() { Name = "陈晓", Title = "执法监管处科员", Role = PersonRole.Officer },
    ];

    public static OrganisationInput Claimant(Voice voice) => voice switch
    {
        Voice.Haitang => new()
        {
            Kind = OrganisationKind.Claimant,
            Name = "海棠影音版权协会",
            Country = "CN",
            Email = "rights@haitang.example",
            Address = "云南省昆明市示例大道 1 号",
            Tier = Tier.Green,
        },
        Voice.Qingteng => new()
        {
            Kind = OrganisationKind.Claimant,
            Name = "青藤数字版权代理",
            Country = "CN",
            Email = "notices@qingteng.example",
            Address = "广东省深圳市示例路 2 号",
            Tier = Tier.Ordinary,
        },
        Voice.Larkspur => new()
        {
            Kind = OrganisationKind.Claimant,
            Name = "Larkspur Rights Agency",
            Country = "US",
            Email = "notices@larkspur.example",
            Address = "3 Example Street, Sampleton",
            Tier = Tier.Ordinary,
        },
    };

    public static OrganisationInput Platform(Temper temper)
    {
        var (name, country, region, service, regime) = temper switch
        {
            Temper.Prompt => ("澄湖短视频 Chenghu", "CN", "CN-530100", "short-video", "cn-copyright"),
            Temper.Slow => ("Slowriver Hosting", "US", "US", "hosting", "us-dmca"),
            Temper.Silent => ("雾岭网盘 Wuling", "CN", "CN-533100", "cloud-disk", "cn-copyright"),
            Temper.Disputing => ("新集市 Bazaar Nova", "CN", "CN-440300", "marketplace", "cn-ecommerce"),
        };
        return new()
        {
            Kind = OrganisationKind.Platform,
            Name = name,
            Country = country,
            Region = region,
            Hosts = [HostOf(temper)],
            ServiceType = service,
            Regime = regime,
            Connector = new() { Kind = ConnectorKind.Inbox },
        };
    }

    public static OrganisationInput Regulator(Authority authority)
    {
        var (name, country, region) = authority switch
        {
            Authority.China => ("演示·全国版权与市场监管 CN", "CN", "CN"),
            Authority.Yunnan => ("演示·云南版权监管 CN-530000", "CN", "CN-530000"),
            Authority.UnitedStates => ("Demo Copyright Authority US", "US", "US"),
        };
        return new()
        {
            Kind = OrganisationKind.Regulator,
            Name = name,
            Country = country,
            Region = region,
            // In the demo, provinces handle copyright; listings anywhere in China go to the national regulator.
            Functions = authority is Authority.China ? ["copyright", "market"] : ["copyright"],
        };
    }

    public static string HostOf(Temper temper) => temper switch
    {
        Temper.Prompt => "chenghu.example",
        Temper.Slow => "slowriver.example",
        Temper.Silent => "wuling-pan.example",
        Temper.Disputing => "bazaar-nova.example",
    };
}
