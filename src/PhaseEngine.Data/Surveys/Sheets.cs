using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Surveys;

/// <summary>The sheets of a survey as they lie in the database.</summary>
public static class Sheets
{
    private static readonly Table<SurveyAnswer> Table = new("survey_answers", ["id"],
    [
        Column.Of<SurveyAnswer, Guid>("id", NpgsqlDbType.Uuid, a => a.Id),
        Column.Of<SurveyAnswer, Guid>("survey_id", NpgsqlDbType.Uuid, a => a.SurveyId),
        Column.Of<SurveyAnswer, int>("group_number", NpgsqlDbType.Integer, a => a.GroupNumber),
        Column.Of<SurveyAnswer, string>("answers", NpgsqlDbType.Text, a => a.Answers),
    ]);

    /// <summary>
    /// Writes the sheets of a closed survey anew, in an order of chance and under new keys, within the caller's transaction. A
    /// database stores rows as they come and marks them with their transaction: until then, whoever reads its files could tell
    /// which sheet came first, and by which link.
    /// </summary>
    public static async Task Shuffle(PhaseEngineDb db, Guid survey, CancellationToken ct)
    {
        var sheets = await db.SurveyAnswers.AsNoTracking().Where(a => a.SurveyId == survey).ToListAsync(ct);
        await db.SurveyAnswers.Where(a => a.SurveyId == survey).ExecuteDeleteAsync(ct);
        var anew = sheets.Select(sheet => new SurveyAnswer { Id = Guid.NewGuid(), SurveyId = survey, GroupNumber = sheet.GroupNumber, Answers = sheet.Answers });
        await db.Sets.Insert(db, Table, [.. anew.OrderBy(sheet => sheet.Id)], ct);
    }
}
