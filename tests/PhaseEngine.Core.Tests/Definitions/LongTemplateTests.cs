using System.Text;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Tests.Engine;

namespace PhaseEngine.Core.Tests.Definitions;

/// <summary>Templates nearly as long as may be, which whoever sends one must not keep a server busy with.</summary>
public sealed class LongTemplateTests
{
    private const int Gates = 900;

    [Fact]
    public void A_chain_of_many_choices_and_gates_is_checked_like_a_short_one()
    {
        var compilation = Compile(i => Given.Is(i == 0 ? "unit.members" : $"g{i - 1}.status", i == 0 ? ">" : "=", i == 0 ? 0 : "passed"));

        Assert.NotNull(compilation.Plan);
    }

    [Fact]
    public void A_circle_over_the_whole_chain_is_found()
    {
        var compilation = Compile(i => Given.Is(i == 0 ? $"g{Gates - 1}.status" : "unit.members", i == 0 ? "=" : ">", i == 0 ? "passed" : 0));

        Assert.Equal(("PE406", "g0"), (compilation.Errors.Single().Code, compilation.Errors.Single().Key));
    }

    private static Compilation Compile(Func<int, string> conditions) => TemplateCompiler.Compile(TemplateDocument.Read(Encoding.UTF8.GetBytes(
        Given.Definition(root =>
        {
            var path = new StringBuilder("start");
            for (var i = 0; i < Gates; i++)
            {
                root.Choice($"c{i}", Given.Is("unit.pilot", "=", true)).Gate($"g{i}", conditions(i));
                path.Append(System.Globalization.CultureInfo.InvariantCulture, $" > c{i}.Yes > g{i}.Passed");
            }

            root.Path(path.Append(" > end").ToString());
        }).ToJsonString())).Document!);
}
