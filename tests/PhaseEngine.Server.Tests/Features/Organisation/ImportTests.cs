using Microsoft.EntityFrameworkCore;
using System.Net;
using System.Text;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Organisation;

public sealed class ImportsOnSqlite(SqliteServer server) : ImportTests(server);

public sealed class ImportsOnPostgres(PostgresBackedServer server) : ImportTests(server);

public abstract class ImportTests(RunningServer server)
{
    private readonly string _mark = $"{Guid.CreateVersion7():N}"[20..];

    [Fact]
    public async Task Who_takes_members_out_is_on_record_by_the_units_they_stand_below()
    {
        var top = await server.Unit(type: "committee");
        await server.Unit(top);
        var administrator = await server.As("administrator", top);

        (await administrator.Client.Get("/api/v1/organisation/exports/units")).Is(HttpStatusCode.OK);
        var before = await Looks(administrator);
        (await administrator.Client.Get("/api/v1/organisation/exports/members")).Is(HttpStatusCode.OK);

        Assert.Empty(before);
        Assert.Equal([("membersExported", top.Id)], await Looks(administrator));
    }

    private Task<List<(string, Guid)>> Looks(Person person) => server.InScope(async services =>
        (await services.GetRequiredService<PhaseEngine.Data.PhaseEngineDb>().AuditLooks.AsNoTracking().Where(l => l.UserId == person.Id)
            .ToListAsync(TestContext.Current.CancellationToken)).ConvertAll(l => (l.Subject, l.SubjectId)));

    [Fact]
    public async Task An_import_in_hand_of_another_server_tells_how_far_it_is_and_one_whose_server_is_gone_that_it_broke_off()
    {
        var administrator = await server.As("administrator", await server.Unit(type: "committee"));
        var (going, gone) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var now = server.Time.GetUtcNow();
        await server.Save(db => db.Imports.AddRange(Row(going, now), Row(gone, now.AddMinutes(-1))));

        var goes = (await administrator.Client.Get($"/api/v1/organisation/imports/{going}")).Is(HttpStatusCode.OK).Body!;
        var brokeOff = (await administrator.Client.Get($"/api/v1/organisation/imports/{gone}")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(("storing", 5, 20), ((string?)goes["stage"], (int)goes["done"]!, (int)goes["of"]!));
        Assert.Equal("brokenOff", (string?)brokeOff["stage"]);
        PhaseEngine.Data.Operations.Import Row(Guid id, DateTimeOffset heard) => new()
        {
            Id = id, Kind = "members", FileName = "list.csv", StartedBy = administrator.Id, StartedAt = now.AddMinutes(-5), HeardAt = heard,
            Status = PhaseEngine.Data.Operations.ImportStatus.Running, Rows = 20, Done = 5,
        };
    }

    [Fact]
    public async Task A_preview_says_what_would_happen_and_changes_nothing()
    {
        var (top, administrator) = await Committee();

        var preview = await Send(administrator, "import-previews", "units", Units(), $"&under={top.Id}");

        Assert.Equal((2, 1), ((int)preview.Is(HttpStatusCode.OK).Body!["new"]!, (int)preview.Body!["refused"]!));
        Assert.Empty((await administrator.Client.Get($"/api/v1/units?parent={top.Id}")).Body!["items"]!.AsArray());
    }

    [Fact]
    public async Task The_list_comes_back_with_what_is_wrong_beside_each_row()
    {
        var (top, administrator) = await Committee();

        var marked = await Send(administrator, "marked-lists", "units", Units(), $"&under={top.Id}");

        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", marked.Is(HttpStatusCode.OK).Response.Content.Headers.ContentType?.MediaType);
        Assert.Empty((await administrator.Client.Get($"/api/v1/units?parent={top.Id}")).Body!["items"]!.AsArray());
    }

    [Fact]
    public async Task A_finding_names_the_cell_and_speaks_the_readers_language()
    {
        var (top, administrator) = await Committee();

        var preview = await Send(administrator, "import-previews", "units", Units(), $"&under={top.Id}", "zh-TW");

        var finding = Assert.Single(preview.Body!["findings"]!.AsArray())!;
        Assert.Equal(("import-word-unknown", "C4", "俱乐部"), ((string?)finding["code"], (string?)finding["at"], (string?)finding["value"]));
        Assert.NotEqual("import-word-unknown", (string?)finding["text"]);
        Assert.Contains((string)finding["title"]!, (string)finding["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_good_rows_are_taken_over_and_again_change_nothing()
    {
        var (top, administrator) = await Committee();

        var first = await Send(administrator, "imports", "units", Units(), $"&under={top.Id}");
        var second = await Send(administrator, "imports", "units", Units(), $"&under={top.Id}");

        Assert.Equal(2, (int)first.Is(HttpStatusCode.OK).Body!["new"]!);
        Assert.Equal((0, 2), ((int)second.Body!["new"]!, (int)second.Body["unchanged"]!));
        var unit = (await administrator.Client.Get($"/api/v1/units?search=Z{_mark}2")).Body!["items"]![0]!;
        Assert.Equal("branch", (string?)unit["type"]);
    }

    [Fact]
    public async Task Strict_takes_all_or_nothing()
    {
        var (top, administrator) = await Committee();

        var answer = await Send(administrator, "imports", "units", Units(), $"&under={top.Id}&strict=true");

        Assert.False((bool)answer.Is(HttpStatusCode.OK).Body!["accepted"]!);
        Assert.Empty((await administrator.Client.Get($"/api/v1/units?parent={top.Id}")).Body!["items"]!.AsArray());
    }

    [Fact]
    public async Task It_tells_whoever_imports_how_far_it_has_come()
    {
        var (top, administrator) = await Committee();
        var (_, other) = await Committee();
        var name = Guid.NewGuid();

        var before = await administrator.Client.Get($"/api/v1/organisation/imports/{name}");
        var report = (await Send(administrator, "imports", "units", Units(), $"&under={top.Id}&import={name}")).Is(HttpStatusCode.OK).Body!;
        var after = (await administrator.Client.Get($"/api/v1/organisation/imports/{name}")).Is(HttpStatusCode.OK).Body!;
        var others = await other.Client.Get($"/api/v1/organisation/imports/{name}");

        before.IsRefused(HttpStatusCode.NotFound, "not-found");
        Assert.Equal("over", (string?)after["stage"]);
        Assert.True((int)after["of"]! >= (int)report["new"]!);
        Assert.Equal((int)after["of"]!, (int)after["done"]!);
        others.IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Members_come_in_with_their_units_known()
    {
        var (top, administrator) = await Committee();
        await Send(administrator, "imports", "units", Units(), $"&under={top.Id}");
        var list = $"姓名,组织代码,党员类别\n王小明,Z{_mark}2,在岗\n李四,Z{_mark}9,在岗\n";

        var answer = await Send(administrator, "imports", "members", list);

        Assert.Equal((1, 1), ((int)answer.Is(HttpStatusCode.OK).Body!["new"]!, (int)answer.Body!["refused"]!));
    }

    [Fact]
    public async Task What_is_exported_comes_back_without_a_change()
    {
        var (top, administrator) = await Committee();
        await Send(administrator, "imports", "units", Units(), $"&under={top.Id}");

        foreach (var format in new[] { "csv", "xlsx" })
        {
            var export = await administrator.Client.Get($"/api/v1/organisation/exports/units?format={format}");
            var file = await export.Is(HttpStatusCode.OK).Response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            var again = await Send(administrator, "imports", "units", file, $"&under={top.Id}");

            Assert.Equal((0, 0, 0, 3), (
                (int)again.Is(HttpStatusCode.OK).Body!["new"]!, (int)again.Body!["changed"]!, (int)again.Body!["refused"]!, (int)again.Body!["unchanged"]!));
        }
    }

    [Theory]
    [InlineData("units")]
    [InlineData("members")]
    public async Task An_empty_list_to_fill_in_can_be_had(string list)
    {
        var (_, administrator) = await Committee();

        var answer = await administrator.Client.Get($"/api/v1/organisation/blank-lists/{list}");

        answer.Is(HttpStatusCode.OK);
        Assert.EndsWith(".xlsx", answer.Response.Content.Headers.ContentDisposition?.FileNameStar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_does_not_reach_into_units_of_others()
    {
        var (top, administrator) = await Committee();
        var foreign = await server.Unit();

        var answer = await Send(administrator, "imports", "units", $"编码,名称,类型\n{foreign.Code},抢来的,党支部\n", $"&under={top.Id}");

        answer.IsRefused(HttpStatusCode.Conflict, "list-reaches-outside");
        Assert.Equal(foreign.Code, (string?)answer.Body!["facts"]!["codes"]![0]);
    }

    [Fact]
    public async Task Nothing_is_hung_where_one_has_no_say()
    {
        var (_, administrator) = await Committee();
        var foreign = await server.Unit();

        (await Send(administrator, "imports", "units", Units())).IsRefused(HttpStatusCode.BadRequest, "unit-parent-unknown");
        (await Send(administrator, "imports", "units", Units(), $"&under={foreign.Id}")).IsRefused(HttpStatusCode.BadRequest, "unit-parent-unknown");
    }

    [Theory]
    [InlineData("编码,类型\nA,党支部\n", "import-column-missing")]
    [InlineData("编码,名称,类型\n", "import-empty")]
    [InlineData("", "import-header-missing")]
    public async Task A_file_that_is_no_such_list_is_refused_as_a_whole(string file, string code)
    {
        var (top, administrator) = await Committee();

        var answer = await Send(administrator, "imports", "units", file, $"&under={top.Id}");

        answer.IsRefused(HttpStatusCode.BadRequest, code);
        (await server.Anonymous().Get((string)answer.Body!["type"]!)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_file_of_more_than_fifty_megabytes_is_refused()
    {
        var (top, administrator) = await Committee();

        var answer = await Send(administrator, "imports", "units", new byte[(50 * 1024 * 1024) + 1], $"&under={top.Id}");

        answer.IsRefused(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    private string Units() => $"编码,名称,类型,上级编码\nZ{_mark}1,第一总支,党总支,\nZ{_mark}2,第一支部,党支部,Z{_mark}1\nZ{_mark}3,第二支部,俱乐部,Z{_mark}1\n";

    private static Task<Answer> Send(Person person, string what, string list, string file, string more = "", string language = "zh-CN") =>
        Send(person, what, list, Encoding.UTF8.GetBytes(file), more, language);

    private static async Task<Answer> Send(Person person, string what, string list, byte[] file, string more = "", string language = "zh-CN")
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new("application/octet-stream");
        return await person.Client.Call(
            HttpMethod.Post, $"/api/v1/organisation/{what}?list={list}&fileName=list.csv{more}", content, ("Accept-Language", language));
    }

    private async Task<(Unit Top, Person Administrator)> Committee()
    {
        var top = await server.Unit(type: "committee");
        return (top, await server.As("administrator", top));
    }
}
