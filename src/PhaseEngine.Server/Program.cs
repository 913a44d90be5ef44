using PhaseEngine.Data;
using PhaseEngine.Server.Cli;
using PhaseEngine.Server.Doctor;
using PhaseEngine.Server.Features.Audit;
using PhaseEngine.Server.Features.Calendars;
using PhaseEngine.Server.Features.Campaigns;
using PhaseEngine.Server.Features.Evidence;
using PhaseEngine.Server.Features.Deadlines;
using PhaseEngine.Server.Features.Drafts;
using PhaseEngine.Server.Features.Extensions;
using PhaseEngine.Server.Features.Gates;
using PhaseEngine.Server.Features.Hosts;
using PhaseEngine.Server.Features.Jobs;
using PhaseEngine.Server.Features.Me;
using PhaseEngine.Server.Features.Members;
using PhaseEngine.Server.Features.Opinions;
using PhaseEngine.Server.Features.Organisation;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Server.Features.Registers;
using PhaseEngine.Server.Features.Reminders;
using PhaseEngine.Server.Features.Reviews;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Features.Surveys;
using PhaseEngine.Server.Features.Templates;
using PhaseEngine.Server.Features.TemporaryOrganisations;
using PhaseEngine.Server.Features.Units;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Jobs;
using PhaseEngine.Server.Pages;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Studio;
using PhaseEngine.Server.Telemetry;
using PhaseEngine.Server.UseCases;

return await CommandLine.Run(args);

/// <summary>The composition root: what the server is made of, in order.</summary>
internal sealed partial class Program
{
    /// <param name="given">Settings that win over file and environment, by name.</param>
    /// <param name="adjust">Last changes before it is built.</param>
    public static WebApplication Build(IReadOnlyDictionary<string, string?> given, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables("PHASEENGINE_").AddInMemoryCollection(given);
        var settings = ServerSettings.Read(builder.Configuration);
        builder.AddLog(settings);

        builder.Services
            .AddSingleton(settings)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new DemoMode(On: false))
            .AddSingleton(settings.SealFiles)
            .AddPhaseEngineData(settings.Database)
            .AddSignIn(settings)
            .AddSignInLimit(settings)
            .AddRights()
            .AddUseCases()
            .AddMe()
            .AddPeople()
            .AddOrganisation()
            .AddTemplates()
            .AddCampaigns()
            .AddCalendar()
            .AddTemporaryUnits()
            .AddRuns()
            .AddEvidence()
            .AddGates()
            .AddExtensions()
            .AddDeadlines()
            .AddAudit()
            .AddPages()
            .AddReviews()
            .AddDrafts()
            .AddRegisters()
            .AddSurveys()
            .AddStudio()
            .AddJobs(settings)
            .AddApiJson()
            .AddProblems()
            .AddProxies(settings)
            .AddApiDocument()
            .AddHealth()
            .AddTelemetry()
            .AddCheckUps();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UseApi();
        app.MapOpenApi().AllowAnonymous().WithName("ReadApiDocument");
        app.MapProblemPages();
        app.MapHealthAndMetrics();
        app.MapSignInPages();
        app.MapDemoSignIn();
        app.MapOidcSignIn();
        app.MapPages();
        app.MapSurveyPages();
        app.MapStudio();
        app.MapClient();

        var api = app.MapApi();
        api.MapMe();
        api.MapPeople();
        api.MapUnits();
        api.MapHosts();
        api.MapMembers();
        api.MapTemporaryUnits();
        api.MapOrganisation();
        api.MapRuns();
        api.MapEvidence();
        api.MapGates();
        api.MapExtensions();
        api.MapDeadlines();
        api.MapTemplates();
        api.MapCalendar();
        api.MapCampaigns();
        api.MapReviews();
        api.MapDrafts();
        api.MapRegisters();
        api.MapSurveys();
        api.MapOpinions();
        api.MapReminders();
        api.MapJobs();
        api.MapAudit();
        return app;
    }
}
