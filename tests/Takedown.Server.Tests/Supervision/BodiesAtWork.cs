using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Supervision;

/// <summary>A province with a prefecture, two counties and their people, another province, a market body.</summary>
public sealed class BodiesAtWork : IAsyncLifetime
{
    public TestServer Server { get; } = new();

    public Organisation Province { get; private set; } = null!;
    public Organisation County { get; private set; } = null!;
    public Organisation OtherCounty { get; private set; } = null!;
    public Organisation Far { get; private set; } = null!;
    public Organisation Market { get; private set; } = null!;
    public Organisation Platform { get; private set; } = null!;
    public Organisation OtherPlatform { get; private set; } = null!;

    public Api Chief { get; private set; } = null!;
    public Api Officer { get; private set; } = null!;
    public Api Second { get; private set; } = null!;
    public Api Reader { get; private set; } = null!;
    public Api FarOfficer { get; private set; } = null!;
    public Api MarketOfficer { get; private set; } = null!;
    public Api OtherOfficer { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        Province = await Server.RegulatorAsync("CN-530000");
        County = await Server.RegulatorAsync("CN-533123");
        OtherCounty = await Server.RegulatorAsync("CN-533124");
        Far = await Server.RegulatorAsync("CN-310000");
        Market = await Server.RegulatorAsync("CN-533123", "market");
        Platform = await Server.PlatformAsync("shop.example", new { serviceType = "cloud-disk" });
        OtherPlatform = await Server.PlatformAsync("other.example");
        Chief = await Server.OfficerAsync(Province, "head");
        Officer = await Server.OfficerAsync(County);
        Second = await Server.OfficerAsync(County);
        Reader = await Server.OfficerAsync(County, "reader");
        FarOfficer = await Server.OfficerAsync(Far);
        MarketOfficer = await Server.OfficerAsync(Market);
        OtherOfficer = await Server.OfficerAsync(OtherCounty);
    }

    public Task<Guid> CaseAsync() => Server.CaseAsync(County, "CN-533123");

    public Task DisposeAsync() => Server.DisposeAsync();
}
