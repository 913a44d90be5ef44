using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data.Access;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Model;
using PhaseEngine.Data.Operations;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Reminders;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Data.Runs;
using PhaseEngine.Data.Sql;
using PhaseEngine.Data.Surveys;
using PhaseEngine.Data.Templates;

namespace PhaseEngine.Data;

/// <summary>
/// The one model, for both databases. What belongs to one of them only stands in its own context
/// (<c>SqlitePhaseEngineDb</c>, <c>PostgresPhaseEngineDb</c>); features depend on this one.
/// </summary>
public abstract class PhaseEngineDb : IdentityUserContext<User, Guid>
{
    protected PhaseEngineDb(DbContextOptions options) : base(options)
    {
        // What fails within an act takes the whole act back; a place to go back to in between only costs two ways to the server.
        Database.AutoSavepointsEnabled = false;
    }

    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<Host> Hosts => Set<Host>();
    public DbSet<UnitHost> UnitHosts => Set<UnitHost>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<RosterNote> RosterNotes => Set<RosterNote>();

    public DbSet<Post> Posts => Set<Post>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();
    public DbSet<AuditLook> AuditLooks => Set<AuditLook>();

    public DbSet<Template> Templates => Set<Template>();
    public DbSet<TemplateVersion> TemplateVersions => Set<TemplateVersion>();

    public DbSet<Campaign> Campaigns => Set<Campaign>();
    public DbSet<Batch> Batches => Set<Batch>();
    public DbSet<CampaignUnit> CampaignUnits => Set<CampaignUnit>();
    public DbSet<Launch> Launches => Set<Launch>();

    public DbSet<Run> Runs => Set<Run>();
    public DbSet<Alarm> Alarms => Set<Alarm>();
    public DbSet<MemberMarks> MemberMarks => Set<MemberMarks>();
    public DbSet<Decision> Decisions => Set<Decision>();

    public DbSet<EvidenceItem> Evidence => Set<EvidenceItem>();
    public DbSet<EvidenceContent> EvidenceContents => Set<EvidenceContent>();
    public DbSet<EvidenceUse> EvidenceUses => Set<EvidenceUse>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<Remark> Remarks => Set<Remark>();

    public DbSet<ReviewMeeting> ReviewMeetings => Set<ReviewMeeting>();
    public DbSet<RectificationItem> RectificationItems => Set<RectificationItem>();

    public DbSet<Survey> Surveys => Set<Survey>();
    public DbSet<SurveyGroup> SurveyGroups => Set<SurveyGroup>();
    public DbSet<SurveyLink> SurveyLinks => Set<SurveyLink>();
    public DbSet<SurveyAnswer> SurveyAnswers => Set<SurveyAnswer>();

    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<Event> Events => Set<Event>();
    public DbSet<EventStream> Streams => Set<EventStream>();
    public DbSet<Seal> Seals => Set<Seal>();

    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();
    public DbSet<Import> Imports => Set<Import>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
    public DbSet<KnownCalendarYear> KnownCalendarYears => Set<KnownCalendarYear>();

    /// <summary>How this database writes many rows at once.</summary>
    internal abstract SqlSets Sets { get; }

    /// <summary>
    /// Begins a transaction that is going to write. On SQLite writers queue for it in order and take the write lock at once;
    /// on PostgreSQL it is an ordinary transaction.
    /// </summary>
    public virtual Task<IDbContextTransaction> BeginWrite(CancellationToken ct) => Database.BeginTransactionAsync(ct);

    /// <summary>Every caller says when it gives up.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Use SaveChangesAsync.");

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await UnitPaths.Maintain(this, cancellationToken);
        await Organisations.RosterNotes.Maintain(this, cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Conventions.Add(_ => new SnakeCase());
        configurationBuilder.Properties<Text>().HaveConversion<TextAsJson>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PhaseEngineDb).Assembly);

        foreach (var property in builder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
        {
            // Ids are made at the edges, never by the database.
            if (property.IsPrimaryKey()) property.ValueGenerated = ValueGenerated.Never;

            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type.IsEnum) property.SetValueConverter(typeof(EnumAsWord<>).MakeGenericType(type));
        }
    }
}
