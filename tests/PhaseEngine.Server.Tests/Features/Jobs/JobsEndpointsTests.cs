using System.Net;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Jobs;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Jobs;

public sealed class JobsEndpointsTests(SqliteServer shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operator_sees_every_job_and_how_it_went()
    {
        await using var server = await shared.Another();
        await server.Services.GetRequiredService<JobRunner>().Run("housekeeping", Ct);
        var person = await server.AsEverywhere(RoleActs.SystemOperator);

        var answer = (await person.Client.Get("/api/v1/jobs")).Is(HttpStatusCode.OK);

        var jobs = answer.Body!["jobs"]!.AsArray().ToDictionary(j => (string)j!["name"]!, j => j!);
        Assert.Equal(server.Services.GetRequiredService<JobCatalogue>().All.Select(j => j.Name), jobs.Keys);
        Assert.Equal(3600, (int)jobs["housekeeping"]["everySeconds"]!);
        Assert.Equal(server.Time.GetUtcNow(), (DateTimeOffset)jobs["housekeeping"]["last"]!["finishedAt"]!);
        Assert.Null(jobs["sweep-alarms"]["last"]);
    }

    [Fact]
    public async Task An_operator_sees_how_many_runs_time_cannot_reach()
    {
        await using var server = await shared.Another();
        var now = server.Time.GetUtcNow();
        await server.Save(db =>
        {
            db.Alarms.Add(new() { RunId = Guid.CreateVersion7(), At = now, Since = now, Failures = 3, Fault = "broken" });
            db.Alarms.Add(new() { RunId = Guid.CreateVersion7(), At = now, Since = now });
        });
        var person = await server.AsEverywhere(RoleActs.SystemOperator);

        var answer = await person.Client.Get("/api/v1/jobs");

        Assert.Equal(1, (int)answer.Is(HttpStatusCode.OK).Body!["runsFailing"]!);
    }

    [Fact]
    public async Task A_job_can_be_had_to_run_now()
    {
        await using var server = await shared.Another(("Jobs:Run", "true"));
        var person = await server.AsEverywhere(RoleActs.SystemOperator);

        var answer = await person.Client.Post("/api/v1/jobs/housekeeping/runs", new { });

        answer.Is(HttpStatusCode.Accepted);
        Assert.Equal("/api/v1/jobs", answer.Response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_job_that_does_not_exist_is_not_found()
    {
        var person = await shared.AsEverywhere(RoleActs.SystemOperator);

        var answer = await person.Client.Post("/api/v1/jobs/make-coffee/runs", new { });

        answer.IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_server_that_runs_no_jobs_says_so()
    {
        var person = await shared.AsEverywhere(RoleActs.SystemOperator);

        var answer = await person.Client.Post("/api/v1/jobs/housekeeping/runs", new { });

        answer.IsRefused(HttpStatusCode.Conflict, "jobs-stopped");
    }

    [Fact]
    public async Task Jobs_are_the_operators_business()
    {
        var person = await shared.AsEverywhere(RoleActs.Administrator);

        (await person.Client.Get("/api/v1/jobs")).IsRefused(HttpStatusCode.Forbidden, "forbidden");
        (await person.Client.Post("/api/v1/jobs/housekeeping/runs", new { })).IsRefused(HttpStatusCode.Forbidden, "forbidden");
    }
}
