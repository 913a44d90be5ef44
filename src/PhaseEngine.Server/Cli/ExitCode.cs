namespace PhaseEngine.Server.Cli;

/// <summary>What a verb ends with; the same for all of them, and listed in <c>docs/operations.md</c>.</summary>
internal enum ExitCode
{
    /// <summary>Done, nothing to complain about.</summary>
    Ok = 0,

    /// <summary>Done, and something was found: errors in a template, differences, a broken chain.</summary>
    Findings = 1,

    /// <summary>The command line or the settings do not fit.</summary>
    Usage = 2,

    /// <summary>Refused by a rule; nothing was changed.</summary>
    Refused = 3,

    /// <summary>The database or another server does not answer.</summary>
    Unreachable = 4,

    /// <summary>A fault of the program.</summary>
    Fault = 70,

    /// <summary>Interrupted; what can be resumed says so.</summary>
    Interrupted = 130,
}
