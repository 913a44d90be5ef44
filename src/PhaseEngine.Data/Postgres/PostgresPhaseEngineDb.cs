using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Postgres;

/// <summary>The model in a PostgreSQL database, shared by any number of nodes.</summary>
public sealed class PostgresPhaseEngineDb(DbContextOptions<PostgresPhaseEngineDb> options) : PhaseEngineDb(options)
{
    internal override SqlSets Sets { get; } = new PostgresSets();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // Otherwise the index finds no beginnings of paths unless the database has the locale C.
        builder.Entity<Unit>().HasIndex(UnitPaths.Property).HasOperators("text_pattern_ops");
    }
}
