using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PhaseEngine.Data.Model;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Sqlite;

/// <summary>The model in one SQLite file.</summary>
public sealed class SqlitePhaseEngineDb(DbContextOptions<SqlitePhaseEngineDb> options) : PhaseEngineDb(options)
{
    internal override SqlSets Sets { get; } = new SqliteSets();

    public override Task<IDbContextTransaction> BeginWrite(CancellationToken ct) =>
        WriteTurn.Begin(Database, ct);

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Database.CurrentTransaction is not null) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);

        await using var transaction = await BeginWrite(cancellationToken);
        var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantAsTicks>();
    }
}
