using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Features.Evidence;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Evidence;

public sealed class AttachmentsOnSqlite(SqliteServer server) : AttachmentTests(server);

public sealed class AttachmentsOnPostgres(PostgresBackedServer server) : AttachmentTests(server);

public abstract class AttachmentTests(RunningServer server)
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n%%EOF");

    [Fact]
    public async Task A_file_comes_back_as_a_download_and_as_nothing_else()
    {
        var (secretary, record) = await Recorded();

        var added = (await Add(secretary, record, "会议 记录.exe", Pdf)).Is(HttpStatusCode.Created);
        var file = (await secretary.Client.Get($"/api/v1/attachments/{added.Id}")).Is(HttpStatusCode.OK).Response;

        Assert.Equal("会议 记录.pdf", (string?)added.Body!["name"]);
        Assert.Equal(Pdf, await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("application/pdf", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("page.pdf", "<!doctype html><script>alert(1)</script>")]
    [InlineData("drawing.png", "<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("program.pdf", "MZ\u0001\u0002\u0003")]
    public async Task What_a_file_is_called_does_not_matter(string name, string content)
    {
        var (secretary, record) = await Recorded();

        (await Add(secretary, record, name, Encoding.UTF8.GetBytes(content))).IsRefused(HttpStatusCode.BadRequest, "attachment-type-refused");
    }

    [Fact]
    public async Task Too_large_and_empty_files_are_refused()
    {
        var (secretary, record) = await Recorded();

        (await Add(secretary, record, "large.pdf", new byte[21 * 1024 * 1024])).IsRefused(HttpStatusCode.RequestEntityTooLarge, "too-large");
        (await Add(secretary, record, "empty.pdf", [])).IsRefused(HttpStatusCode.BadRequest, "attachment-empty");
    }

    [Fact]
    public async Task A_photograph_no_longer_says_where_it_was_taken_but_which_way_is_up()
    {
        var (secretary, record) = await Recorded();

        var added = (await Add(secretary, record, "photo.jpg", Pictures.JpegWithPlace)).Is(HttpStatusCode.Created);
        var kept = await (await secretary.Client.Get($"/api/v1/attachments/{added.Id}")).Response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("31.2304N", Encoding.ASCII.GetString(kept), StringComparison.Ordinal);
        Assert.DoesNotContain("xmp", Encoding.ASCII.GetString(kept), StringComparison.Ordinal);
        Assert.Equal(6, Pictures.OrientationOf(kept));
    }

    [Fact]
    public async Task People_elsewhere_get_no_files()
    {
        var (secretary, record) = await Recorded();
        var added = await Add(secretary, record, "a.pdf", Pdf);
        var elsewhere = await server.As("secretary", await server.Unit());

        (await elsewhere.Client.Get($"/api/v1/attachments/{added.Id}")).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await Add(elsewhere, record, "b.pdf", Pdf)).IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Nobody_adds_to_what_is_for_others_to_record()
    {
        var campaign = await SmallCampaign.Of(server);
        var (secretary, evaluator) = (await server.As("secretary", campaign.Branch), await server.As("massEvaluator", campaign.Branch));
        var opinion = (await campaign.Record(evaluator, "opinion", "opinion", new { on = campaign.Day(0), favourable = true, text = "同意转段", signedBy = "李四" })).Id;

        (await Add(secretary, opinion, "a.pdf", Pdf)).IsRefused(HttpStatusCode.Forbidden, "evidence-not-yours");
        var added = (await Add(evaluator, opinion, "a.pdf", Pdf)).Is(HttpStatusCode.Created);
        // Who looks at an opinion's file has looked at the opinion.
        (await secretary.Client.Get($"/api/v1/attachments/{added.Id}")).Is(HttpStatusCode.OK);
        Assert.Equal(1, await server.InScope(services => services.GetRequiredService<PhaseEngineDb>().AuditLooks.CountAsync(l => l.UserId == secretary.Id && l.SubjectId == opinion)));
    }

    [Fact]
    public async Task The_same_file_sent_again_is_there_once()
    {
        var (secretary, record) = await Recorded();

        var first = (await Add(secretary, record, "minutes.pdf", Pdf)).Is(HttpStatusCode.Created);
        var again = (await Add(secretary, record, "minutes.pdf", Pdf)).Is(HttpStatusCode.Created);
        var other = (await Add(secretary, record, "minutes.pdf", [.. Pdf, (byte)'\n'])).Is(HttpStatusCode.Created);

        Assert.Equal(first.Body!.ToJsonString(), again.Body!.ToJsonString());
        Assert.NotEqual(first.Id, other.Id);
        Assert.Equal(2, (await secretary.Client.Get($"/api/v1/evidence/{record}")).Body!["attachments"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_name_that_is_mostly_an_ending_is_cut()
    {
        var (secretary, record) = await Recorded();

        var added = await Add(secretary, record, $"a.{new string('b', 150)}", Pdf);

        Assert.EndsWith(".pdf", (string?)added.Is(HttpStatusCode.Created).Body!["name"], StringComparison.Ordinal);
    }

    private async Task<(Person Secretary, Guid Record)> Recorded()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        var made = await campaign.Record(secretary, "plan", "version", new { on = campaign.Day(0), title = "学习计划" });
        return (secretary, made.Is(HttpStatusCode.Created).Id);
    }

    private static async Task<Answer> Add(Person by, Guid record, string name, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        return await by.Client.Post($"/api/v1/evidence/{record}/attachments", form);
    }
}

public sealed class PictureTests
{
    [Fact]
    public void Png_keeps_its_picture_and_loses_its_words()
    {
        var stripped = Picture.Stripped(FileSort.Png, Pictures.PngWithWords)!;

        Assert.DoesNotContain("GPS", Encoding.ASCII.GetString(stripped), StringComparison.Ordinal);
        Assert.Contains("IDAT", Encoding.ASCII.GetString(stripped), StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_pictures_are_none()
    {
        Assert.Null(Picture.Stripped(FileSort.Jpeg, [0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF, 0x00]));
        Assert.Null(Picture.Stripped(FileSort.Png, [.. Pictures.PngWithWords[..20]]));
    }

    [Fact]
    public void A_spreadsheet_with_macros_is_refused()
    {
        using var memory = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(memory, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("xl/workbook.xml");
            zip.CreateEntry("xl/vbaProject.bin");
        }

        Assert.Null(FileSort.Of(memory.ToArray(), "a.xlsx"));
    }
}

internal static class Pictures
{
    /// <summary>Start, EXIF with an orientation of 6 and a place, XMP, a scan, the end, and a second picture behind it.</summary>
    public static byte[] JpegWithPlace { get; } =
    [
        0xFF, 0xD8,
        .. Segment(0xE1, [.. "Exif\0\0"u8, .. "II"u8, 0x2A, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, .. "31.2304N"u8]),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0xmp 31.2304N"u8]),
        .. Segment(0xDB, [1, 2, 3]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
        0x11, 0x22, 0xFF, 0x00, 0x33, 0xFF, 0xD9,
        .. "31.2304N behind the end"u8,
    ];

    public static byte[] PngWithWords { get; } =
    [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A,
        .. Chunk("IHDR", new byte[13]), .. Chunk("tEXt", "GPS 31.2304N"u8.ToArray()), .. Chunk("eXIf", "GPS"u8.ToArray()),
        .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", []),
    ];

    public static int? OrientationOf(byte[] jpeg)
    {
        var at = jpeg.AsSpan().IndexOf("Exif\0\0MM"u8);
        return at < 0 ? null : jpeg[at + 25];
    }

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Chunk(string type, byte[] content) =>
        [0, 0, (byte)(content.Length >> 8), (byte)content.Length, .. Encoding.ASCII.GetBytes(type), .. content, 0, 0, 0, 0];
}
