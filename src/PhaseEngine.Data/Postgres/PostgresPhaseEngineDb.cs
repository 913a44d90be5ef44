using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Postgres;

/// <summary>The model in a PostgreSQL database, shared by any number of nodes.</summary>
public sealed class PostgresPhaseEngineDb(DbContextOptions<PostgresPhaseEngineDb> options) : PhaseEngineDb(options)
{
    internal override SqlSets Sets { get; } = new PostgresSets();

    /// <summary>Units find their places and take them in one transaction.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Database.CurrentTransaction is not null || !UnitPaths.AreToMove(this)) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);

        await using var transaction = await BeginWrite(cancellationToken);
        var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows;
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // Otherwise the index finds no beginnings of paths unless the database has the locale C.
        builder.Entity<Unit>().HasIndex(UnitPaths.Property).HasOperators("text_pattern_ops");
    }
}
