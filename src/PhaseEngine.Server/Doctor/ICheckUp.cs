namespace PhaseEngine.Server.Doctor;

/// <summary>One thing <c>doctor</c> looks at: a class anywhere in the server, found by scanning.</summary>
internal interface ICheckUp
{
    /// <summary>Those with smaller numbers look first.</summary>
    int Order => 100;

    /// <summary>Whether a bad finding makes looking further pointless.</summary>
    bool StopsTheRest => false;

    Task<IReadOnlyList<CheckUp>> Look(CancellationToken ct);
}

/// <summary>A finding.</summary>
/// <param name="What">What was looked at.</param>
/// <param name="Well">Whether it is as it should be.</param>
/// <param name="Found">What there is; if not well, what to do.</param>
internal sealed record CheckUp(string What, bool Well, string Found);

internal static class DoctorSetup
{
    public static IServiceCollection AddCheckUps(this IServiceCollection services) =>
        services.Scan(scan => scan.FromAssemblyOf<ICheckUp>()
            .AddClasses(classes => classes.AssignableTo<ICheckUp>(), publicOnly: false)
            .As<ICheckUp>()
            .WithScopedLifetime());
}
