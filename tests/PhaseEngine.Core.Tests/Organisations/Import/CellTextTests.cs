using System.Text.RegularExpressions;
using PhaseEngine.Core.Organisations.Import;

namespace PhaseEngine.Core.Tests.Organisations.Import;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("张　三", "张三")]
    [InlineData(" 张 三 ", "张三")]
    [InlineData("２００５年ＡＢｃ", "2005年ABc")]
    [InlineData("John   Smith", "John Smith")]
    [InlineData("第 2 党支部", "第 2 党支部")]
    [InlineData("\ufeff李\u200b四", "李四")]
    [InlineData("机械厂（东区）", "机械厂（东区）")]
    [InlineData("　 \t", "")]
    public void Cleans_what_is_stored(string written, string stored) => Assert.Equal(stored, CellText.Clean(written));

    [Theory]
    [InlineData("买买提•艾力")]
    [InlineData("买买提・艾力")]
    [InlineData("买买提 · 艾力")]
    [InlineData("买买提．艾力")]
    public void The_dot_in_a_transcribed_name_has_one_form(string written) => Assert.Equal("买买提·艾力", CellText.PersonName(written));

    [Theory]
    [InlineData("组织名称*", "组织名称")]
    [InlineData("組織名稱（必填）", "组织名称")]
    [InlineData("组 织\n名 称：", "组织名称")]
    [InlineData("Unit Name", "UNITNAME")]
    [InlineData("(身份证号)", "(身份证号)")]
    public void Titles_are_compared_without_marks_remarks_and_variants(string title, string key) => Assert.Equal(key, CellText.WordKey(title));

    [Theory]
    [InlineData(@"张\ud842", "张")]
    [InlineData(@"\udfb7张", "张")]
    [InlineData(@"张\ud842\ud842\udfb7", "张𠮷")]
    [InlineData(@"张\ufffe三", "张三")]
    public void Halves_of_characters_are_dropped_and_whole_ones_stay(string escaped, string key) =>
        // Half a character does not survive the way from the runner to the test.
        Assert.Equal(key, CellText.Key(Regex.Unescape(escaped)));

    [Theory]
    [InlineData(0, "A")]
    [InlineData(25, "Z")]
    [InlineData(26, "AA")]
    [InlineData(701, "ZZ")]
    [InlineData(702, "AAA")]
    public void Columns_have_the_letters_people_see(int column, string letters) => Assert.Equal(letters, RawTable.LettersOf(column));
}
