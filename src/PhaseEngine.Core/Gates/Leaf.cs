using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Gates;

/// <summary>The comparison of a leaf.</summary>
public enum Comparison : byte
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    AtMost,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    AtLeast,

    /// <summary><c>in</c></summary>
    In,

    /// <summary><c>notIn</c></summary>
    NotIn,
}

/// <summary>Where a leaf finds its figure.</summary>
public enum FigureSource : byte
{
    /// <summary>A counter of a requirement, or a ratio of two.</summary>
    Counters,

    /// <summary>A requirement's, gate's or phase's <c>status</c>.</summary>
    Status,

    /// <summary>A requirement's <c>onTime</c>.</summary>
    OnTime,

    /// <summary>A requirement's <c>doneOn</c>.</summary>
    DoneOn,

    /// <summary>A requirement's <c>daysLate</c>.</summary>
    DaysLate,

    /// <summary>A phase's <c>days</c> since it was entered.</summary>
    Days,

    /// <summary>The day it is: <c>today</c>.</summary>
    Today,

    /// <summary>A fact of the unit.</summary>
    Unit,

    /// <summary>A fact of a member.</summary>
    Member,

    /// <summary>Share of subordinate units that satisfy the same leaf.</summary>
    Subordinates,
}

/// <summary><c>metric op value</c>, with its figure resolved.</summary>
public sealed record Leaf : Condition
{
    private readonly decimal number;

    /// <summary>The metric as written: <c>essay.coverage</c>, <c>unit.sector</c>, <c>today</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>What its value is.</summary>
    public required Requirements.MetricType Type { get; init; }

    /// <summary>Where the figure is.</summary>
    public required FigureSource Source { get; init; }

    /// <summary>The comparison.</summary>
    public required Comparison Op { get; init; }

    /// <summary>The value for Bool (0 or 1), Number and Percent.</summary>
    public decimal Number
    {
        get => number;
        init
        {
            number = value;
            Whole = value == decimal.Truncate(value) && Math.Abs(value) <= 1_000_000 ? (long)value : null;
        }
    }

    /// <summary>The same as a whole number, where it is one: nearly always, and many times faster to compare.</summary>
    internal long? Whole { get; private init; } = 0;

    /// <summary>The values for Number and Percent with <c>in</c> and <c>notIn</c>; empty otherwise.</summary>
    public decimal[] Numbers { get; init; } = [];

    /// <summary>The value or values for Word.</summary>
    public string[] Words { get; init; } = [];

    /// <summary>The value for Date.</summary>
    public DateRule? Date { get; init; }

    /// <summary>The flow in which the tree stands: <see cref="Date"/> is counted from its phase.</summary>
    public int Flow { get; init; }

    /// <summary>The index of the requirement, gate or phase looked at; -1 for facts and today.</summary>
    public int Activity { get; init; } = -1;

    /// <summary>The place of the counter, or of the numerator, in a run's counter array.</summary>
    public int Counter { get; init; } = -1;

    /// <summary>The place of the denominator; -1 for a plain count.</summary>
    public int Per { get; init; } = -1;

    /// <summary>Divides a ratio further.</summary>
    public int Scale { get; init; } = 1;

    /// <summary>What a ratio over nothing is: unknown, or not applicable.</summary>
    public bool UnknownWhenEmpty { get; init; }

    /// <summary>The name of the unit or member fact.</summary>
    public string? Fact { get; init; }

    /// <summary>The place in <see cref="Engine.Plan.SubordinateLeaves"/>.</summary>
    public int Subordinates { get; init; } = -1;

    /// <summary>The categories it is narrowed to; empty = all members asked.</summary>
    public string[] Categories { get; init; } = [];

    /// <summary>What the report says is missing, in the author's words; null = the product's.</summary>
    public Text? Text { get; init; }

    /// <summary>Who must act, when not the requirement's owner.</summary>
    public string? Who { get; init; }

    internal override bool LooksAtTime => Source is FigureSource.Today or FigureSource.Days or FigureSource.DaysLate or FigureSource.OnTime;

    /// <inheritdoc />
    public override Verdict Judge(in Figures figures) => figures.Judge(this);
}
