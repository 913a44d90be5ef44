using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace PhaseEngine.Core.Organisations.Import;

/// <summary>Makes one form of the many in which people write the same text.</summary>
public static partial class CellText
{
    // Character by character: enough for titles and for the closed word lists, which is all it is used for.
    private const string Traditional = "組織稱單級類別黨號碼時間關係轉屬領員編證總聯臨會機紀業農區縣點參與職離開難還動從體歷資區鄉鎮國辦長條書記備預處軟幹導領齡學優無對調絕達願聽說讀誌鐘據實驗";
    private const string Simplified = "组织称单级类别党号码时间关系转属领员编证总联临会机纪业农区县点参与职离开难还动从体历资区乡镇国办长条书记备预处软干导领龄学优无对调绝达愿听说读志钟据实验";

    private static readonly SearchValues<char> Unclean = SearchValues.Create(
        [.. Enumerable.Range(0x7f, 0xff80 - 0x7f).Select(c => (char)c).Where(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || IsInvisible(c) || IsFullWidthAlphanumeric(c)), '\ufeff', '\ufffe']);

    private static readonly SearchValues<char> TraditionalOnes = SearchValues.Create(Traditional);
    private static readonly SearchValues<char> OpeningBrackets = SearchValues.Create("([【〔");

    /// <summary>
    /// As stored: full-width digits and letters made half-width, invisible characters and halves of characters dropped, blanks
    /// trimmed and collapsed, none left between two Chinese characters (张　三, 某 市 委).
    /// </summary>
    /// <param name="text">As it stands in the cell.</param>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAny(Unclean) && !text.AsSpan().ContainsAnyInRange('\0', ' '))
            return text;
        var clean = new StringBuilder(text.Length);
        var blank = false;
        for (var i = 0; i < text.Length; i++)
        {
            var original = text[i];
            if (IsInvisible(original) || IsHalf(text, i))
                continue;
            if (char.IsWhiteSpace(original) || char.IsControl(original))
            {
                blank = true;
                continue;
            }

            var character = IsFullWidthAlphanumeric(original) ? (char)(original - 0xfee0) : original;
            if (blank && clean.Length > 0 && !(IsChinese(clean[^1]) && IsChinese(character)))
                clean.Append(' ');
            clean.Append(character);
            blank = false;
        }

        return clean.ToString();
    }

    /// <summary>A person's name as stored: cleaned, with one sort of dot between the parts of a transcribed name (买买提·艾力).</summary>
    /// <param name="text">As it stands in the cell.</param>
    public static string PersonName(string text) => Dots().Replace(Clean(text), "·");

    /// <summary>What two spellings of the same name or code have in common: for comparing only.</summary>
    /// <param name="text">Any text.</param>
    public static string Key(string text)
    {
        var clean = Clean(text);
        if (!clean.All(c => c is < '\u0080' or (>= '\u4e00' and <= '\u9fff'))) // which have one form only
            clean = clean.Normalize(NormalizationForm.FormKC);
        return (clean.Contains(' ', StringComparison.Ordinal) ? clean.Replace(" ", "", StringComparison.Ordinal) : clean).ToUpperInvariant();
    }

    /// <summary>What titles and words of the closed lists are compared by: as <see cref="Key"/>, in simplified characters, without remarks in brackets and marks such as * and :</summary>
    /// <param name="text">A column's title or a word from a cell.</param>
    public static string WordKey(string text)
    {
        var key = Key(text).Trim('*', ':', '.', '、', '。');
        if (key.AsSpan().ContainsAny(OpeningBrackets) && Brackets().Replace(key, "").Trim('*', ':') is { Length: > 0 } bare)
            key = bare;
        if (!key.AsSpan().ContainsAny(TraditionalOnes))
            return key;
        return string.Create(key.Length, key, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = Traditional.IndexOf(source[i]) is var at and >= 0 ? Simplified[at] : source[i];
        });
    }

    /// <summary>Whether a character is Chinese; a surrogate counts as one (the rare characters of names).</summary>
    /// <param name="character">Any.</param>
    public static bool IsChinese(char character) =>
        character is (>= '\u3400' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff') || char.IsSurrogate(character);

    private static bool IsInvisible(char c) => c is (>= '\u200b' and <= '\u200f') or '\u2060' or '\ufeff' or '\ufffe';

    // Half of a surrogate pair, as a list leaves it that was cut off in the middle of a rare character.
    private static bool IsHalf(string text, int at) =>
        char.IsSurrogate(text[at]) && !(at + 1 < text.Length && char.IsSurrogatePair(text, at)) && !(at > 0 && char.IsSurrogatePair(text, at - 1));

    private static bool IsFullWidthAlphanumeric(char c) =>
        c is (>= '０' and <= '９') or (>= 'Ａ' and <= 'Ｚ') or (>= 'ａ' and <= 'ｚ');

    [GeneratedRegex(@"\s*[•․‧∙・･．]\s*|\s+·\s*|·\s+")]
    private static partial Regex Dots();

    [GeneratedRegex(@"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")]
    private static partial Regex Brackets();
}
