using System.CommandLine;

namespace PhaseEngine.Server.Cli;

/// <summary>One verb of the command line: a class beside this one, found by scanning.</summary>
internal interface IVerb
{
    Command Describe();
}
