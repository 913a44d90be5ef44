using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Tests.Requirements;

/// <summary>What a refusal says about the fields of a record.</summary>
internal static class Faults
{
    public static IReadOnlyList<FieldFault> Of(Result<EvidenceEffect> refused) => Of(refused.Problem);

    public static IReadOnlyList<FieldFault> Of(Problem? problem)
    {
        Assert.Equal("evidence-invalid", problem?.Code);
        return (IReadOnlyList<FieldFault>)problem!.Facts["faults"]!;
    }
}
