using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Takedown.Core.Targets;

namespace Takedown.Core.Tests.Targets;

public sealed class PunycodeTests
{
    [Theory]
    [InlineData("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye", "RFC 3492 7.1 (B), simplified Chinese")]
    [InlineData("почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l", "RFC 3492 7.1 (I), Russian")]
    [InlineData("3年b組金八先生", "xn--3b-ww4c5e180e575a65lsy2b", "RFC 3492 7.1 (L), with basic characters")]
    [InlineData("そのスピードで", "xn--d9juau41awczczp", "RFC 3492 7.1 (R), Japanese")]
    [InlineData("bücher", "xn--bcher-kva", "one character")]
    public void The_samples_of_the_rfc_come_out(string label, string expected, string reason) =>
        Assert.True(expected == Write(label), reason);

    [Fact]
    public void A_label_that_cannot_fit_is_refused()
    {
        Assert.Null(Write(new string('ü', 200)));
        Assert.Null(Write(string.Concat(Enumerable.Range(0x4E00, 60).Select(c => (char)c))));
    }

    [Fact]
    public void It_agrees_with_the_runtime()
    {
        var idn = new IdnMapping { AllowUnassigned = true };
        var label = Gen.OneOf(
            Gen.Choose('a', 'z'), Gen.Choose(0xE0, 0xF6), Gen.Choose(0x430, 0x44F), Gen.Choose(0x4E00, 0x9FA5),
            Gen.Choose(0x1F600, 0x1F64F))
            .NonEmptyListOf().Select(points => string.Concat(points.Take(14).Select(char.ConvertFromUtf32)) + "é");
        Prop.ForAll(label.ToArbitrary(), l => Write(l) is not { } written || written == idn.GetAscii(l))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static string? Write(string label)
    {
        var writer = new UrlWriter(new char[200]);
        return Punycode.TryWrite(ref writer, label) ? writer.Written.ToString() : null;
    }
}
