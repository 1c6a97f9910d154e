using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Takedown.Core.Evidence;

namespace Takedown.Core.Tests.Evidence;

/// <summary>A file is what its beginning shows; a type that says otherwise lies.</summary>
public sealed class MediaTypeTests
{
    /// <summary>A beginning of each form, in hexadecimal digits, and a type that it may be declared as.</summary>
    public static TheoryData<string, string> Beginnings => new()
    {
        { "89504E470D0A1A0A0000000D", "image/png" },
        { "FFD8FFE000104A464946", "image/jpeg" },
        { "474946383961", "image/gif" },
        { "52494646AAAA000057454250", "image/webp" },
        { "0000001C667479706D696631", "image/heic" },
        { "49492A0008000000", "image/tiff" },
        { "424D3600000000000000360000", "" },
        { "424D360000000000000036000000", "image/bmp" },
        { "255044462D312E37", "application/pdf" },
        { "00000020667479706D703432", "video/mp4" },
        { "0000000866726565", "" },
        { "1A45DFA3A3", "video/webm" },
        { "4F67675300", "audio/ogg" },
        { "4944330300", "audio/mpeg" },
        { "FFFB9064", "audio/mpeg" },
        { "52494646AAAA000057415645", "audio/wav" },
        { "664C6143", "audio/flac" },
        { "504B0304140000", "application/zip" },
        { "1F8B080000", "application/gzip" },
        { "1F8B080000", "application/warc" },
        { "574152432F312E30", "application/warc" },
        { "308206A30201", "application/timestamp-reply" },
        { "7B2261223A317D", "application/json" },
        { "E4B883E9878CE9A699", "text/plain" },
        { "FFFE61006200", "text/csv" },
        { "3C68746D6C3E", "text/html" },
        { "00000000", "" },
        { "", "" },
    };

    [Theory, MemberData(nameof(Beginnings))]
    public void A_beginning_fits_its_type(string hex, string type)
    {
        var head = Convert.FromHexString(hex);
        if (type.Length > 0) Assert.True(MediaType.Named(type)!.Form.Fits(head));
        else Assert.Empty(MediaType.All.Where(t => t.Form.Fits(head)).Select(t => t.Name));
    }

    /// <summary>What claims to be one and is another: pictures, archives, programs, pages.</summary>
    [Theory]
    [InlineData("image/png", "<html><script>alert(1)</script></html>")]
    [InlineData("image/png", "%PDF-1.7")]
    [InlineData("application/pdf", "MZ\u0001\u0002")]
    [InlineData("image/jpeg", "GIF89a")]
    [InlineData("text/plain", "PK\u0003\u0004word/document.xml")]
    [InlineData("text/html", "\0\0\0\0")]
    [InlineData("video/mp4", "#!/bin/sh\nrm -rf /")]
    public void A_type_that_lies_is_seen(string type, string content) =>
        Assert.False(MediaType.Named(type)!.Form.Fits(Encoding.Latin1.GetBytes(content)));

    [Theory]
    [InlineData("IMAGE/PNG; charset=binary", "image/png")]
    [InlineData(" text/plain", "text/plain")]
    [InlineData("image/svg+xml", null)]
    [InlineData("application/x-msdownload", null)]
    [InlineData("application/javascript", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Types_are_taken_by_name(string? given, string? name) =>
        Assert.Equal(name, MediaType.Named(given)?.Name);

    [Fact]
    public void What_is_shown_fits() => Prop.ForAll<byte[]>(head =>
        MediaType.Shown(head) is not { } type ? !FileForm.Text.Fits(head) : type.Form.Fits(head))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    /// <summary>A binary mark before it makes a text no text, whatever follows.</summary>
    [Fact]
    public void A_text_with_the_mark_of_a_picture_is_no_text() => Prop.ForAll<byte[]>(rest =>
    {
        byte[] head = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. rest];
        return !FileForm.Text.Fits(head) && MediaType.Shown(head)!.Name == "image/png";
    }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Names_and_ends_are_each_of_one_type()
    {
        Assert.Equal(MediaType.All.Count, MediaType.All.Select(t => t.Name).Distinct().Count());
        Assert.Equal(MediaType.All.Count, MediaType.All.Select(t => t.Extension).Distinct().Count());
    }
}
