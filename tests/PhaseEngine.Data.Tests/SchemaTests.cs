using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace PhaseEngine.Data.Tests;

public sealed class SchemaOnSqlite() : SchemaTests(TestDatabases.Sqlite)
{
    protected override string ColumnsSql =>
        """
        select t.name || '.' || c.name || ' ' || lower(c.type) || case when c."notnull" then ' not null' else '' end
        from sqlite_master t join pragma_table_info(t.name) c where t.type = 'table' and t.name not like '\_\_EF%' escape '\'
        union all
        select tbl_name || ' ' || name || ' ' || coalesce(replace(sql, '"', ''), '') from sqlite_master
        where type = 'index' and tbl_name not like '\_\_EF%' escape '\'
        order by 1
        """;
}

public sealed class SchemaOnPostgres() : SchemaTests(TestDatabases.Postgres)
{
    protected override string ColumnsSql =>
        """
        select table_name || '.' || column_name || ' ' || data_type || case is_nullable when 'NO' then ' not null' else '' end
        from information_schema.columns where table_schema = 'public' and table_name not like '\_\_EF%'
        union all
        select indexdef from pg_indexes where schemaname = 'public' and tablename not like '\_\_EF%'
        order by 1
        """;
}

public abstract class SchemaTests(TestDatabases databases) : Conformance(databases)
{
    /// <summary>Every column and index, one line each.</summary>
    protected abstract string ColumnsSql { get; }

    [Fact]
    public void The_model_has_no_changes_without_a_migration()
    {
        Assert.False(Db.Database.HasPendingModelChanges(), "Add a migration for both databases (docs/development.md).");
    }

    [Fact]
    public async Task Migrations_make_the_same_tables_as_the_model()
    {
        await using var fromModel = TestDatabases.Open(await Databases.Empty());
        await using var scope = fromModel.CreateAsyncScope();
        var other = scope.ServiceProvider.GetRequiredService<PhaseEngineDb>();
        var creator = (IRelationalDatabaseCreator)other.GetService<IDatabaseCreator>();
        if (!await creator.ExistsAsync(Ct)) await creator.CreateAsync(Ct);
        await creator.CreateTablesAsync(Ct);

        var migrated = await Columns(Db);
        var modelled = await Columns(other);

        Assert.NotEmpty(migrated);
        Assert.Equal(modelled, migrated);
    }

    [Fact]
    public async Task An_empty_database_is_older_and_an_upgraded_one_current()
    {
        await using var services = TestDatabases.Open(await Databases.Empty());
        await using var scope = services.CreateAsyncScope();
        var upgrade = scope.ServiceProvider.GetRequiredService<DatabaseUpgrade>();

        var before = await upgrade.Check(Ct);
        var applied = await upgrade.Upgrade(Ct);
        var after = await upgrade.Check(Ct);

        Assert.Equal(SchemaState.Older, before);
        Assert.NotEmpty(applied.Value!);
        Assert.Equal(SchemaState.Current, after);
    }

    [Fact]
    public async Task Several_nodes_may_upgrade_at_once_and_one_does()
    {
        var database = await Databases.Empty();

        var applied = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            await using var services = TestDatabases.Open(database);
            await using var scope = services.CreateAsyncScope();
            return (await scope.ServiceProvider.GetRequiredService<DatabaseUpgrade>().Upgrade(Ct)).Value!.Count;
        })));

        Assert.Single(applied, count => count > 0);
    }

    [Fact]
    public async Task An_older_program_refuses_a_newer_schema()
    {
        await Db.Database.ExecuteSqlRawAsync(
            """insert into "__EFMigrationsHistory" ("MigrationId", "ProductVersion") values ('99990101000000_Later', '99.0')""", Ct);
        await using var scope = Services.CreateAsyncScope();
        var upgrade = scope.ServiceProvider.GetRequiredService<DatabaseUpgrade>();

        var refused = await upgrade.Upgrade(Ct);

        Assert.Equal("database-newer", refused.Problem?.Code);
        Assert.Equal(SchemaState.Newer, await upgrade.Check(Ct));
    }

    private async Task<List<string>> Columns(PhaseEngineDb db) => await db.Database.SqlQueryRaw<string>(ColumnsSql).ToListAsync(Ct);
}
