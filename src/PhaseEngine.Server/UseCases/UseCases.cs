using MediatR;

namespace PhaseEngine.Server.UseCases;

internal static class UseCases
{
    /// <summary>
    /// Finds the handlers and puts the behaviours round them: trace outside, transaction inside, the latter for commands
    /// only. Scanned because features are an open family; <c>registrations.approved.txt</c> shows what was found.
    /// </summary>
    public static IServiceCollection AddUseCases(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped<Streams>();
        services.AddScoped<SystemEvents>();

        services.Scan(scan => scan.FromAssemblyOf<Program>()
            .AddClasses(classes => classes.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false)
            .As(handler => handler.GetInterfaces().Where(IsHandler))
            .WithScopedLifetime());

        foreach (var handler in services.Select(s => s.ServiceType).Where(IsHandler).ToList())
            AddBehaviours(services, handler.GenericTypeArguments[0], handler.GenericTypeArguments[1]);

        return services;
    }

    private static void AddBehaviours(IServiceCollection services, Type request, Type response)
    {
        var behaviour = typeof(IPipelineBehavior<,>).MakeGenericType(request, response);
        var value = response.GenericTypeArguments[0];
        services.AddScoped(behaviour, typeof(TraceBehaviour<,>).MakeGenericType(request, value));
        if (request.IsAssignableTo(typeof(ICommand<>).MakeGenericType(value)))
            services.AddScoped(behaviour, typeof(TransactionBehaviour<,>).MakeGenericType(request, value));
    }

    private static bool IsHandler(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRequestHandler<,>);
}
