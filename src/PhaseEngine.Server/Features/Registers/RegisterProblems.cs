using PhaseEngine.Core;

namespace PhaseEngine.Server.Features.Registers;

internal static class RegisterProblems
{
    /// <summary>The record names an item that is not in this register.</summary>
    public static Problem NoSuchItem(Guid item) => new("register-item-unknown", ProblemKind.Invalid, ("item", item));

    /// <summary>The item is in another state than the record says it comes from.</summary>
    public static Problem Moved(string state) => new("register-item-moved", ProblemKind.Conflict, ("state", state));

    /// <summary>Only an item's latest record is corrected; those before it first need the later ones taken back.</summary>
    public static readonly Problem NotTheLatest = new("register-record-not-latest", ProblemKind.Conflict);
}
