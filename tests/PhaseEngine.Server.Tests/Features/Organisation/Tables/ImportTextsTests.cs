using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using PhaseEngine.Core.Organisations.Import;

namespace PhaseEngine.Server.Tests.Features.Organisation.Tables;

public sealed partial class ImportTextsTests
{
    private static readonly string[] Languages = ["en", "zh-CN", "zh-TW"];

    [Fact]
    public void Every_code_of_the_import_has_its_words_in_three_languages_with_the_same_facts()
    {
        var codes = typeof(ImportCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetRawConstantValue()).Order();

        var texts = Texts();

        Assert.Equal(codes, texts.Keys.Order());
        Assert.All(texts.Values, text =>
        {
            Assert.Equal(Languages, text.Keys.Order(StringComparer.Ordinal));
            Assert.Single(text.Values.Select(t => string.Join(',', Fact().Matches(t).Select(m => m.Value).Distinct().Order())).Distinct());
        });
    }

    private static Dictionary<string, Dictionary<string, string>> Texts()
    {
        var assembly = typeof(PhaseEngine.Server.Features.Organisation.Tables.TableReader).Assembly;
        using var stream = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(n => n == "Texts/import.json"))!; // named just before
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!; // a file of the product
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Fact();
}
