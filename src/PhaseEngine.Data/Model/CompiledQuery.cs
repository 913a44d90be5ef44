using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace PhaseEngine.Data.Model;

/// <summary>
/// A query that runs with every request, translated once for each database instead of being looked up by its expression each
/// time, which takes longer than its answer.
/// </summary>
/// <param name="compile"><c>() => EF.CompileAsyncQuery(…)</c></param>
public sealed class CompiledQuery<TQuery>(Func<TQuery> compile) where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> byModel = [];

    public TQuery On(PhaseEngineDb db) => byModel.GetValue(db.Model, _ => compile());
}
