using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PhaseEngine.Data.Postgres;
using PhaseEngine.Data.Sqlite;

namespace PhaseEngine.Data;

/// <summary>For <c>dotnet ef</c> only.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqlitePhaseEngineDb>
{
    public SqlitePhaseEngineDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePhaseEngineDb>().UseSqlite("Data Source=unused").Options);
}

/// <summary>For <c>dotnet ef</c> only.</summary>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresPhaseEngineDb>
{
    public PostgresPhaseEngineDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresPhaseEngineDb>().UseNpgsql("Host=unused").Options);
}
