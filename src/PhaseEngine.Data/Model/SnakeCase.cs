using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace PhaseEngine.Data.Model;

/// <summary>Tables, columns, keys and indexes are named in snake_case on both databases, so that SQL needs no quotes.</summary>
internal sealed partial class SnakeCase : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder model, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in model.Metadata.GetEntityTypes())
        {
            entity.SetTableName(Of(entity.GetTableName()!));
            foreach (var property in entity.GetProperties()) property.SetColumnName(Of(property.GetColumnName()));
            foreach (var key in entity.GetKeys()) key.SetName(Of(key.GetName()!));
            foreach (var foreignKey in entity.GetForeignKeys()) foreignKey.SetConstraintName(Of(foreignKey.GetConstraintName()!));
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(Of(index.GetDatabaseName()!));
        }
    }

    /// <summary><c>AnswerBy</c> → <c>answer_by</c>, <c>PK_runs</c> → <c>pk_runs</c>, <c>Sha256</c> → <c>sha256</c>.</summary>
    private static string Of(string name) => WordStart().Replace(name, "_").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();
}
