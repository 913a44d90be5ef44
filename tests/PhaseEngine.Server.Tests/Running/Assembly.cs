using PhaseEngine.Server.Tests.Running;

// One server on each database for all tests; each test brings its own units and people.
[assembly: AssemblyFixture(typeof(SqliteServer))]
[assembly: AssemblyFixture(typeof(PostgresBackedServer))]
