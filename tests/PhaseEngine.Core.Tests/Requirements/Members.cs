using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Tests.Requirements;

/// <summary>Members by number, and conditions over their category.</summary>
internal static class Members
{
    public static Dictionary<Guid, MemberFacts> Of(params string[] categories) =>
        categories.Select((category, index) => (Ledger.Id(index + 1), new MemberFacts(category))).ToDictionary();

    public static Condition In(params string[] categories) => Leaf(Comparison.In, categories);

    public static Condition NotIn(params string[] categories) => Leaf(Comparison.NotIn, categories);

    private static Leaf Leaf(Comparison op, string[] categories) => new()
    {
        Metric = "member.category", Type = MetricType.Word, Source = FigureSource.Member, Fact = "category", Op = op, Words = categories,
    };
}
