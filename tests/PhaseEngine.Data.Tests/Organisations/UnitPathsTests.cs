using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data.Organisations;

namespace PhaseEngine.Data.Tests.Organisations;

public sealed class UnitPathsOnSqlite() : UnitPathsTests(TestDatabases.Sqlite);

public sealed class UnitPathsOnPostgres() : UnitPathsTests(TestDatabases.Postgres);

public abstract class UnitPathsTests(TestDatabases databases) : Conformance(databases)
{
    [Fact]
    public async Task A_subtree_is_its_top_and_all_below()
    {
        var (_, left, _, leaf) = await Tree();

        var subtree = await Subtree(left);

        Assert.Equal(new[] { left, leaf }.Order(), subtree.Order());
    }

    [Fact]
    public async Task A_unit_that_moves_takes_those_below_along()
    {
        var (top, left, right, leaf) = await Tree();
        var moved = await Db.Units.SingleAsync(u => u.Id == left, Ct);

        moved.Change(moved.Details with { ParentId = right });
        await Db.SaveChangesAsync(Ct);

        Assert.Equal(new[] { right, left, leaf }.Order(), (await Subtree(right)).Order());
        Assert.Equal(4, (await Subtree(top)).Count);
    }

    [Fact]
    public async Task Units_may_come_in_any_order()
    {
        var (top, below) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        Db.Units.Add(Unit.Create(below, new UnitDetails("B", "支部", "branch", top)));
        Db.Units.Add(Unit.Create(top, new UnitDetails("A", "党委", "committee")));
        await Db.SaveChangesAsync(Ct);

        Assert.Equal(2, (await Subtree(top)).Count);
    }

    [Fact]
    public async Task A_unit_never_stands_below_itself()
    {
        var (top, left, _, leaf) = await Tree();
        var moved = await Db.Units.SingleAsync(u => u.Id == left, Ct);

        moved.Change(moved.Details with { ParentId = leaf });

        await Assert.ThrowsAsync<InvalidOperationException>(() => Db.SaveChangesAsync(Ct));
        Assert.Equal(4, await Elsewhere(db => db.Units.CountAsync(Ct)));
        Assert.NotEqual(Guid.Empty, top);
    }

    [Fact]
    public async Task The_second_of_two_who_change_a_unit_at_once_is_told()
    {
        var (_, left, _, _) = await Tree();
        var mine = await Db.Units.SingleAsync(u => u.Id == left, Ct);
        await Elsewhere(async db =>
        {
            var theirs = await db.Units.SingleAsync(u => u.Id == left, Ct);
            theirs.Change(theirs.Details with { Name = "甲" });
            return await db.SaveChangesAsync(Ct);
        });

        mine.Change(mine.Details with { Name = "乙" });

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => Db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task Two_units_never_have_one_code()
    {
        Db.Units.Add(Unit.Create(Guid.CreateVersion7(), new UnitDetails("A", "党委", "committee")));
        Db.Units.Add(Unit.Create(Guid.CreateVersion7(), new UnitDetails("A", "另一党委", "committee")));

        await Assert.ThrowsAsync<DbUpdateException>(() => Db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task A_unit_founded_while_the_one_above_moves_stands_below_it()
    {
        if (Db.Database.IsSqlite()) return; // has one writer
        var (_, left, right, _) = await Tree();
        await using var mover = await Db.BeginWrite(Ct);
        var moved = await Db.Units.SingleAsync(u => u.Id == left, Ct);
        moved.Change(moved.Details with { ParentId = right });
        await Db.SaveChangesAsync(Ct);

        var founded = Guid.CreateVersion7();
        var founding = Task.Run(() => Elsewhere(db =>
        {
            db.Units.Add(Unit.Create(founded, new UnitDetails("F", "新支部", "branch", left)));
            return db.SaveChangesAsync(Ct);
        }));
        await UntilTheOtherWaits();
        await mover.CommitAsync(Ct);
        await founding;

        Assert.Contains(founded, await Subtree(right));
    }

    [Fact]
    public async Task Of_two_moves_that_would_make_a_circle_the_second_fails()
    {
        if (Db.Database.IsSqlite()) return; // has one writer
        var (_, left, right, _) = await Tree();
        await using var mover = await Db.BeginWrite(Ct);
        var mine = await Db.Units.SingleAsync(u => u.Id == left, Ct);
        mine.Change(mine.Details with { ParentId = right });
        await Db.SaveChangesAsync(Ct);

        var second = Task.Run(() => Elsewhere(async db =>
        {
            // Has read both before the first move is there.
            var theirs = await db.Units.Where(u => u.Id == left || u.Id == right).ToDictionaryAsync(u => u.Id, Ct);
            theirs[right].Change(theirs[right].Details with { ParentId = left });
            return await db.SaveChangesAsync(Ct);
        }));
        await UntilTheOtherWaits();
        await mover.CommitAsync(Ct);

        await Assert.ThrowsAsync<InvalidOperationException>(() => second);
        Assert.Contains(left, await Subtree(right));
    }

    /// <summary>Looked at from outside: within a transaction the server shows the same picture of others again and again.</summary>
    private Task<bool> UntilTheOtherWaits() => Elsewhere(async db =>
    {
        await db.UntilSomebodyWaits(Ct);
        return true;
    });

    private async Task<(Guid Top, Guid Left, Guid Right, Guid Leaf)> Tree()
    {
        var given = new Given(Db);
        var top = given.AddUnit("committee", null);
        var (left, right) = (given.AddUnit("generalBranch", top), given.AddUnit("generalBranch", top));
        var leaf = given.AddUnit("branch", left);
        await Db.SaveChangesAsync(Ct);
        Db.ChangeTracker.Clear();
        return (top, left, right, leaf);
    }

    private Task<List<Guid>> Subtree(Guid top) => Elsewhere(async db =>
        await db.Units.InSubtree((await db.Units.PathOf(top, Ct))!).Select(u => u.Id).ToListAsync(Ct));
}
