namespace PhaseEngine.Server.Demo;

/// <summary>Virtual while the demo's weeks are played; from then on the real clock.</summary>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset? virtually = start;

    public override DateTimeOffset GetUtcNow() => virtually ?? base.GetUtcNow();

    public void AdvanceTo(DateTimeOffset instant) => virtually = instant > virtually ? instant : virtually;

    /// <summary>The weeks are over: time is what it is.</summary>
    public void Release() => virtually = null;
}
