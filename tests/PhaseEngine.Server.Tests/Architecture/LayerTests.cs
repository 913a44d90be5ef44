using System.Reflection;
using System.Runtime.CompilerServices;
using PhaseEngine.Core;

namespace PhaseEngine.Server.Tests.Architecture;

public class LayerTests
{
    private static readonly Assembly Core = typeof(Problem).Assembly;
    private static readonly Assembly Data = Assembly.Load("PhaseEngine.Data");

    [Fact]
    public void Core_references_the_framework_only()
    {
        var foreign = ReferencesOf(Core).Where(name => name != "System" && !name.StartsWith("System.", StringComparison.Ordinal));

        Offenders.None(foreign, "Core needs nothing but the framework.");
    }

    [Fact]
    public void Data_knows_Core_and_not_the_server()
    {
        var ours = ReferencesOf(Data).Where(name => name.StartsWith("PhaseEngine.", StringComparison.Ordinal));

        Offenders.None(ours.Except(["PhaseEngine.Core"]), "The direction is Server → Data → Core.");
    }

    /// <summary>Something static that changes is state outside the run, which breaks 'same inputs, same outputs'.</summary>
    [Fact]
    public void Core_holds_no_static_fields_that_change()
    {
        const BindingFlags everyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        var changing = Core.GetTypes()
            .Where(type => !IsMadeByTheCompiler(type))
            .SelectMany(type => type.GetFields(everyStatic))
            .Where(field => field is { IsInitOnly: false, IsLiteral: false })
            .Select(field => $"{field.DeclaringType}.{field.Name}");

        Offenders.None(changing, "State in Core belongs to a run.");
    }

    private static IEnumerable<string> ReferencesOf(Assembly assembly) => assembly.GetReferencedAssemblies().Select(a => a.Name!);

    /// <summary>Caches of lambdas and the like, and what source generators emit (regular expressions, JSON).</summary>
    private static bool IsMadeByTheCompiler(Type type) =>
        type.Name.StartsWith('<')
        || type.IsDefined(typeof(CompilerGeneratedAttribute))
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute))
        || (type.DeclaringType is { } outer && IsMadeByTheCompiler(outer));
}
