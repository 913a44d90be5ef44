using PhaseEngine.Core.Requirements.Register;
using PhaseEngine.Data.Reviews;

namespace PhaseEngine.Server.Features.Registers;

/// <summary>An item of a register between its row and the words of its records.</summary>
internal static class Items
{
    /// <summary>Where an item stands, in the words of records (<see cref="ItemState"/>).</summary>
    public static string StateOf(RectificationItem item) => item.Status switch
    {
        RectificationStatus.Solved => ItemState.Solved,
        RectificationStatus.Explained => ItemState.Explained,
        RectificationStatus.Relapsed => ItemState.Relapsed,
        _ => item.Class == RectificationClass.ToRedo ? ItemState.Redo : ItemState.Open,
    };

    /// <summary>Puts an item into a state.</summary>
    public static void Put(RectificationItem item, string state)
    {
        item.Status = state switch
        {
            ItemState.Solved => RectificationStatus.Solved,
            ItemState.Explained => RectificationStatus.Explained,
            ItemState.Relapsed => RectificationStatus.Relapsed,
            _ => RectificationStatus.Open,
        };
        item.Class = state switch
        {
            ItemState.Redo => RectificationClass.ToRedo,
            ItemState.Solved => RectificationClass.ToKeep,
            _ when item.Class is RectificationClass.ToRedo or RectificationClass.ToKeep => RectificationClass.ToSolve,
            _ => item.Class,
        };
    }

    /// <summary>The four classes of S.25, in the words of records.</summary>
    public static RectificationClass ClassOf(string word) => word switch
    {
        "concentrate" => RectificationClass.ToSolve,
        "explain" => RectificationClass.ToExplain,
        "redo" => RectificationClass.ToRedo,
        "keep" => RectificationClass.ToKeep,
        _ => RectificationClass.Unsorted,
    };

    public static string WordOf(RectificationClass itemClass) => itemClass switch
    {
        RectificationClass.ToSolve => "concentrate",
        RectificationClass.ToExplain => "explain",
        RectificationClass.ToRedo => "redo",
        RectificationClass.ToKeep => "keep",
        _ => "unsorted",
    };

    public static bool IsOverdue(RectificationItem item, DateOnly today) =>
        item.Deadline < today && item.Status is RectificationStatus.Open or RectificationStatus.Relapsed;
}
